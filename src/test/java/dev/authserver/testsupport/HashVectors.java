package dev.authserver.testsupport;

import java.util.List;
import java.util.stream.Stream;

/**
 * Hashes of one password, which the libraries that write these formats have made once.
 */
public final class HashVectors {

	/**
	 * Has two characters outside ASCII, so that its encoding matters.
	 */
	public static final String PASSWORD = "correct hörse 😀 battery";

	/**
	 * Each takes a few milliseconds.
	 */
	public static final List<String> CHEAP = List.of(
			// passlib 1.7.4 with bcrypt 3.2.2
			"$2a$04$HiclQgW4MASUW2KmfW244OjcljaUmRHMQU3ea8WAFdCOrejI.wJJ.",
			"$2b$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m",
			"$2y$04$zlSm9/tK2wEDumNpPSCVeujqd3gDL.0/qv3mFik302zKtc5uv3vOe",
			// Spring Security 7.1.2
			"{bcrypt}$2a$04$sAN8ldUaWBbdyoZjDJSIb.4E4esXQJtXrDu/9RvAaDc6xQsOSz2u6",
			"{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=16384,t=2,p=1$L6o4wJHWUpnn2lc9rYBW+w"
					+ "$ePr1N1mAE1mMFgjVYwws85JC3OEX0tix1M0EYzF7t14",
			"{argon2}$argon2id$v=19$m=4096,t=3,p=1$K/hKNRR9me1gJadICYDivQ$YL/WRk3WRKHKv7eSfvR8N4e0PgnTGqB7DeD77F3QMnM",
			// passlib 1.7.4 with argon2-cffi 21.1.0
			"$argon2i$v=19$m=521,t=3,p=4$Vuq9t/bee08$QduW/eEH60n1XtHDXNFwJg",
			"$argon2id$v=19$m=521,t=3,p=4$bU1JiZGyVio$FUClJhqwKSZPYl8TAYeHqw",
			// argon2-cffi 21.1.0, version 1.0 of argon2, which need not be named, and 1.3
			"$argon2i$v=16$m=256,t=2,p=2$c29tZXNhbHQxMjM0NTY3OA$D5lJBqcQSVfKSNsyz96MDEOd7Id20WLeqna0A/yPG90",
			"$argon2i$m=256,t=2,p=2$c29tZXNhbHQxMjM0NTY3OA$D5lJBqcQSVfKSNsyz96MDEOd7Id20WLeqna0A/yPG90",
			"$argon2id$v=16$m=256,t=2,p=2$c29tZXNhbHQxMjM0NTY3OA$CQXm8XzEKF6+Gt3suRpFuStr8qI/PZ1e2iK/uDbZeCc",
			"$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQxMjM0NTY3OA$JnU7EyJYsyFo7uagRr7H/L++haCovAd/tHfN1ueWJPo",
			// passlib 1.7.4
			"$scrypt$ln=5,r=3,p=2$jjHGmFNKifFea01pjTFmrA$Qqdgl6YtTdAV5DEeCnBEY4PNYYw2MaNmqdl18kIKYOo",
			"$7$46..../....abcdefghijklmnop$qIyZZahvxa./99laYhDgF3E5sojXVm5TjMjKEW4Xd09",
			"$pbkdf2$1000$1lqrtZaydg6BkDLm/J9zzg$cuEL.FJfGEDoUfZ9tp6YidPcKHY",
			"$pbkdf2-sha256$1000$ujfGWMt5b.3937vX2lsr5Q$db5KrNvV/slN4X1BnlYtTdQrUn2FBZV.feBYw8epN.E",
			"$pbkdf2-sha512$1000$MYbQ2vtfKwVgjBECIATgvA"
					+ "$zEyuuQXrqy2Unkv6Ys5ueXwWabVxJOIxfjE7xkpVJseGS8BvtUosx9uuDx5bGMVjX4XgwwI4NpI/52Qp6cdAlA",
			"pbkdf2_sha256$1000$xhFRYcqnOEx4$ZQulg0KwFDmK5Fd4SbjBU9GPXmj+sKIZTFmtAqj4NY8=",
			"pbkdf2_sha1$1000$64WCA1W3zJE9$zJwF8e3PpVTbWRVAPa6xx4fwCHE=",
			// Django 3.2.25; the last one by a hasher with another digest, as its manual
			// shows
			"pbkdf2_sha256$1000$AaNmMbZoaopeXHsL48DTSU$ZhTpBBi6WRGpDMZGHbF3SHvja1qgT4vmNW+U+OF92Xs=",
			"pbkdf2_sha1$1000$trrCOtMG9qVgdXyn7VxNq8$B+7G7m7eYn9GNdSibzcWA7GqWLo=",
			"pbkdf2_sha512$1000$r50fANgZfWPLbdRymoI3qt"
					+ "$pQ4YSeXn+ChRvfyBUg3lcvQJJRB3VBE8X1Z8274D7u1XuzJHdn9h3VtYfae3ndeygeXvYZWjFY88PJytH1pUaQ==",
			// hashlib of Python 3.11.7 (OpenSSL), in the PHC string format
			"$pbkdf2-sha256$i=4096,l=32$yMnKy8zNzs/Q0dLT1NXW1w$5pbfHjFMgzwUE1BHYOnVQPb+PU2U891b3KFABzNDg2A",
			"$pbkdf2-sha512$i=4096,l=32$yMnKy8zNzs/Q0dLT1NXW1w$+Ngkmn5Fk1ZVSR1tENgv1HSpUTlsqdrneXuYGwfG4Wk",
			"$pbkdf2-sha1$i=4096,l=32$yMnKy8zNzs/Q0dLT1NXW1w$SM4OAPpCZUCVhAFPMRS81dXO2DqTxWH91UCwZGt+DI8",
			"$pbkdf2$i=4096$yMnKy8zNzs/Q0dLT1NXW1w$SM4OAPpCZUCVhAFPMRS81dXO2Do",
			"$scrypt$ln=4,r=1,p=3$yMnKy8zNzs/Q0dLT1NXW1w$x6YFSc/ciy77dw9uogCSV5H2W6dH8U5Q4MgG954m8xs");

	/**
	 * What the libraries make unless told otherwise, and those that take most memory.
	 */
	public static final List<String> COSTLY = List.of(
			"$argon2id$v=19$m=102400,t=2,p=8$837vHUPonbP2HiMEgFAqhQ$QS92Byv4zVqIYjjzja96tQ",
			"$argon2id$v=19$m=262144,t=1,p=4$c29tZXNhbHQxMjM0NTY3OA$S+DdzwgXRMLlSiwBUPegPWX6i7XAXgOD0ES0YiRpVEQ",
			"$scrypt$ln=16,r=8,p=1$U0oJYSzlfA8BAOC8dw5hjA$yJIPjZ+qGejO61+oM24yY0EmgB/gqyrzNzwivfP4dlM",
			"$scrypt$ln=18,r=8,p=1$yMnKy8zNzs/Q0dLT1NXW1w$98yPDakTnIj76kWZuI2GXmb2Cyoc8eFkdxsH6ZzEGfQ",
			"pbkdf2_sha256$260000$6K36i9DfnkiIp4kVVntUCz$/lfkl/b/NC0aiD614D0SlDqKPhHiobmCPIONFCXN018=");

	/**
	 * At the bounds. To check a password against one takes a second.
	 */
	public static final List<String> COSTLIEST = List.of("$2b$14$Uus3t5AKEobg13J8/eTSSetPc/az8qveN4NGb5TLiykifxZp5nNcy",
			"$pbkdf2-sha256$2000000$FEIIwdhby3kP4dxbi7GWUg$XZJQKxSNwgUhzQd4hnJKOzpMdZDbgwkBgIQYu.WA6cY");

	/**
	 * One of each kind.
	 */
	public static final List<String> KINDS = List.of(CHEAP.get(1), CHEAP.get(3), CHEAP.get(4), CHEAP.get(6),
			CHEAP.get(7), CHEAP.get(12), CHEAP.get(15), CHEAP.get(19));

	private HashVectors() {
	}

	public static Stream<String> all() {
		return Stream.of(CHEAP, COSTLY, COSTLIEST).flatMap(List::stream);
	}

}
