package dev.authserver.hash;

/**
 * Reads the Base64 of crypt(3), which has another alphabet than the standard one and
 * begins with the lowest bits.
 */
final class CryptBase64 {

	private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int BITS = 6;

	private CryptBase64() {
	}

	/**
	 * Decodes a number of up to 30 bits.
	 * @param text of the alphabet
	 */
	static int number(String text) {
		int number = 0;
		for (int i = text.length() - 1; i >= 0; i--) {
			number = number << BITS | ALPHABET.indexOf(text.charAt(i));
		}
		return number;
	}

	/**
	 * Decodes as many bytes as the text has room for, and leaves bits that are left over.
	 * @param text of the alphabet
	 */
	static byte[] bytes(String text) {
		byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
		for (int i = 0; i < text.length() * BITS; i++) {
			int bit = ALPHABET.indexOf(text.charAt(i / BITS)) >> i % BITS & 1;
			if (i / Byte.SIZE < bytes.length) {
				bytes[i / Byte.SIZE] |= (byte) (bit << i % Byte.SIZE);
			}
		}
		return bytes;
	}

}
