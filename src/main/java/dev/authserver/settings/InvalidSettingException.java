package dev.authserver.settings;

/**
 * Ends the start because of a setting. The {@link SettingFailureAnalyzer} shows the
 * message and the remedy to the operator; neither ever holds the value of a secret.
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
