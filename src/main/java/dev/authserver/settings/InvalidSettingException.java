package dev.authserver.settings;

/**
 * Says that a setting has a value the server cannot start with. The start ends with its
 * message and remedy, see {@link SettingFailureAnalyzer}. Neither ever holds the value of
 * a secret.
 */
public class InvalidSettingException extends RuntimeException {

	private final String remedy;

	/**
	 * @param message what is wrong, naming the environment variable
	 * @param remedy what the operator can do about it
	 */
	public InvalidSettingException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	public InvalidSettingException(String message, String remedy, Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return this.remedy;
	}

}
