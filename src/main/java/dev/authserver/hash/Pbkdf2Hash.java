package dev.authserver.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A hash of PBKDF2 with HMAC, in the format of passlib
 * ({@code $pbkdf2-sha256$29000$salt$hash}), in the PHC string format
 * ({@code $pbkdf2-sha256$i=600000,l=32$salt$hash}) or in that of Django
 * ({@code pbkdf2_sha256$260000$salt$hash}).
 *
 * @param digest of the HMAC
 * @param iterations of each block of the result
 * @param salt of the hash
 * @param hash of the password
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2">RFC 8018, 5.2</a>
 */
record Pbkdf2Hash(Digest digest, int iterations, byte[] salt, byte[] hash) implements PasswordHash {

	private static final HashText FORMAT = new HashText("PBKDF2");

	private static final Pattern FORM = Pattern
		.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$(?:i=([0-9]+)(?:,l=([0-9]+))?|([0-9]+))\\$([^$]*)\\$([^$]*)");

	/**
	 * Django takes the characters of the salt as they are.
	 */
	private static final Pattern DJANGO = Pattern
		.compile("pbkdf2_(sha1|sha256|sha512)\\$([0-9]+)\\$([!-~&&[^$]]{1,100})\\$([^$]*)");

	private static final int MAX_ITERATIONS = 2_000_000;

	static Pbkdf2Hash parse(String text) {
		Pbkdf2Hash hash = text.startsWith("$") ? parsePhc(text) : parseDjango(text);
		if (hash.cost().work() > MAX_ITERATIONS) {
			throw FORMAT.refused("iterations are more than " + MAX_ITERATIONS + " for all blocks of the result");
		}
		return hash;
	}

	/**
	 * Reads both forms that begin with a dollar sign. Passlib writes a dot in place of
	 * the plus sign of Base64.
	 */
	private static Pbkdf2Hash parsePhc(String text) {
		Matcher parts = FORMAT.match(FORM, text);
		Digest digest = (parts.group(1) != null) ? Digest.of(parts.group(1)) : Digest.SHA1;
		String iterations = (parts.group(2) != null) ? parts.group(2) : parts.group(4);
		int length = (parts.group(3) != null)
				? FORMAT.number(parts.group(3), "l", HashText.MIN_HASH_BYTES, HashText.MAX_BYTES) : digest.bytes;
		return new Pbkdf2Hash(digest, iterations(iterations),
				FORMAT.base64(parts.group(5).replace('.', '+'), "salt", 1),
				ofLength(length, FORMAT.base64(parts.group(6).replace('.', '+'), "result", 1)));
	}

	private static Pbkdf2Hash parseDjango(String text) {
		Matcher parts = FORMAT.match(DJANGO, text);
		Digest digest = Digest.of(parts.group(1));
		return new Pbkdf2Hash(digest, iterations(parts.group(2)), parts.group(3).getBytes(StandardCharsets.US_ASCII),
				ofLength(digest.bytes, FORMAT.paddedBase64(parts.group(4), "result", 1)));
	}

	private static int iterations(String digits) {
		return FORMAT.number(digits, "number of iterations", 1, MAX_ITERATIONS);
	}

	private static byte[] ofLength(int length, byte[] hash) {
		if (hash.length != length) {
			throw FORMAT.refused("result has not " + length + " bytes");
		}
		return hash;
	}

	@Override
	public HashCost cost() {
		int blocks = (this.hash.length + this.digest.bytes - 1) / this.digest.bytes;
		return new HashCost("PBKDF2 with " + this.digest, (long) this.iterations * blocks);
	}

	@Override
	public boolean matches(String password, HashMemory.Lease memory) {
		PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(this.digest.start());
		pbkdf2.init(password.getBytes(StandardCharsets.UTF_8), this.salt, this.iterations);
		KeyParameter key = (KeyParameter) pbkdf2.generateDerivedMacParameters(this.hash.length * Byte.SIZE);
		return MessageDigest.isEqual(this.hash, key.getKey());
	}

	@Override
	public String toString() {
		return "Pbkdf2Hash[" + cost() + "]";
	}

	/**
	 * The hash function of the HMAC.
	 */
	enum Digest {

		SHA1(20), SHA256(32), SHA512(64);

		private final int bytes;

		Digest(int bytes) {
			this.bytes = bytes;
		}

		private static Digest of(String name) {
			return valueOf(name.toUpperCase(Locale.ROOT));
		}

		private ExtendedDigest start() {
			return switch (this) {
				case SHA1 -> new SHA1Digest();
				case SHA256 -> new SHA256Digest();
				case SHA512 -> new SHA512Digest();
			};
		}

	}

}
