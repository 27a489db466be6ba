package dev.authserver.hash;

import java.util.Random;

import dev.authserver.testsupport.HashVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hashes that other libraries made.
 */
@Execution(ExecutionMode.CONCURRENT)
class PasswordHashTests {

	private static final String SALT = "$AAAAAAAAAAAAAAAAAAAAAA";

	private static final String RESULT = "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

	private static final HashMemory MEMORY = new HashMemory(1 << 20, 19456);

	@ParameterizedTest
	@FieldSource("dev.authserver.testsupport.HashVectors#CHEAP")
	void matchesWhenPasswordIsRightSaysYesAndElseNo(String hash) {
		assertThat(matches(HashVectors.PASSWORD, hash)).isTrue();
		assertThat(matches(HashVectors.PASSWORD + " ", hash)).isFalse();
		assertThat(matches(HashVectors.PASSWORD.replace('ö', 'ø'), hash)).isFalse();
		assertThat(matches("x", hash)).isFalse();
	}

	@ParameterizedTest
	@FieldSource("dev.authserver.testsupport.HashVectors#COSTLY")
	void matchesWhenHashIsCostlySaysYes(String hash) {
		assertThat(matches(HashVectors.PASSWORD, hash)).isTrue();
	}

	private static boolean matches(String password, String text) {
		PasswordHash hash = PasswordHash.parse(text);
		try (HashMemory.Lease memory = MEMORY.take(hash.cost())) {
			return hash.matches(password, memory);
		}
	}

	/**
	 * Made by bcrypt 3.2.2.
	 */
	@Test
	void matchesWhenBcryptHasCutThePasswordSaysNo() {
		String hash = "$2b$04$6ho2dRLaY/nBBgxtlsBsfekEA/GICP1JaVo.C/Ixm.xDjdvB9F4E.";
		assertThat(matches("q".repeat(72), hash)).isTrue();
		assertThat(matches("q".repeat(71), hash)).isFalse();
		assertThat(matches("q".repeat(73), hash)).isFalse();
		assertThat(matches("q".repeat(1024), hash)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                                        | is empty
			x                                                         | is of no known format
			5f4dcc3b5aa765d61d8327deb882cf99                          | is of no known format
			$1$salt$qJH7.N4xYta3aEG/dfqo/0                            | is of no known format
			$6$rounds=5000$salt$qJH7.N4xYta3aEG/dfqo/0                | is of no known format
			{noop}secret                                              | is not hashed
			{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94 | has a prefix other than
			{bcrypt}{bcrypt}x                                         | is no well-formed hash of bcrypt
			{argon2}$2b$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m | is no well-formed hash of argon2
			$2x$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m  | is no well-formed hash of bcrypt
			$2$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m   | is no well-formed hash of bcrypt
			$2b$4$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m   | is no well-formed hash of bcrypt
			$2b$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7   | is no well-formed hash of bcrypt
			$2b$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7mm | is no well-formed hash of bcrypt
			$2b$04$gKDRhp64RW2vB7kjdeXy9+UzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m  | is no well-formed hash of bcrypt
			$2b$04$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7n  | is no well-formed hash of bcrypt
			$2b$03$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m  | bcrypt whose cost is not from 4 to 14
			$2b$15$gKDRhp64RW2vB7kjdeXy9uUzlXxB6qdlEAR2mq4rj6Umv2rEdaL7m  | bcrypt whose cost is not from 4 to 14
			""")
	void parseWhenTextIsNoHashSaysWhy(String text, String reason) {
		assertRefused(text, reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			$argon2d$v=19$m=256,t=2,p=2          | type is argon2d
			$argon2id$v=18$m=256,t=2,p=2         | version is neither 16 nor 19
			$argon2id$v=99999999999$m=256,t=2,p=2 | version is not from 16 to 19
			$argon2id$v=19$m=262145,t=2,p=2      | m is not from 16 to 262144
			$argon2id$v=19$m=4294967552,t=2,p=2  | m is not from 16 to 262144
			$argon2id$v=19$m=0256,t=2,p=2        | m is not from 16 to 262144
			$argon2id$v=19$m=15,t=2,p=2          | m is not from 16 to 262144
			$argon2id$v=19$m=256,t=0,p=2         | t is not from 1 to 1024
			$argon2id$v=19$m=256,t=1025,p=2      | t is not from 1 to 1024
			$argon2id$v=19$m=262144,t=9,p=2      | m times t is more than 2097152
			$argon2id$v=19$m=262144,t=2,p=0      | p is not from 1 to 255
			$argon2id$v=19$m=262144,t=2,p=256    | p is not from 1 to 255
			$argon2id$v=19$m=256,t=-2,p=2        | no well-formed hash of argon2
			$argon2id$v=19$t=2,m=256,p=2         | no well-formed hash of argon2
			$argon2id$v=19$m=256,t=2             | no well-formed hash of argon2
			$argon2id$v=19$m=256,t=2,p=2,keyid=x | no well-formed hash of argon2
			$argon2id$v=19$m=256,t=2,p=2$        | no well-formed hash of argon2
			$scrypt$ln=0,r=8,p=1                 | ln is not from 1 to 21
			$scrypt$ln=22,r=8,p=1                | ln is not from 1 to 21
			$scrypt$ln=16,r=1,p=1                | ln is not from 1 to 15
			$scrypt$ln=19,r=8,p=1                | memory is more than 256 MiB
			$scrypt$ln=16,r=8,p=9                | memory times p is more than 512 MiB
			$scrypt$ln=16,r=0,p=1                | r is not from 1 to 64
			$scrypt$ln=16,r=65,p=1               | r is not from 1 to 64
			$scrypt$ln=4,r=8,p=65                | p is not from 1 to 64
			$scrypt$ln=4,r=8                     | no well-formed hash of scrypt
			$pbkdf2-sha256$2000001               | number of iterations is not from 1 to 2000000
			$pbkdf2-sha256$0                     | number of iterations is not from 1 to 2000000
			$pbkdf2-sha256$i=9999999999          | number of iterations is not from 1 to 2000000
			$pbkdf2-sha256$i=1000,l=65           | l is not from 12 to 64
			$pbkdf2-sha256$i=1000,l=31           | result has not 31 bytes
			$pbkdf2-sha512$1000                  | result has not 64 bytes
			$pbkdf2$i=1000001,l=32               | more than 2000000 for all blocks of the result
			$pbkdf2-md5$1000                     | no well-formed hash of PBKDF2
			$pbkdf2-sha256$1000,l=32             | no well-formed hash of PBKDF2
			""")
	void parseWhenParametersAreOutOfBoundsSaysWhy(String parameters, String reason) {
		assertRefused(parameters + SALT + RESULT, reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA             | salt has not from 8 to 64 bytes
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA          | salt is no Base64
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAB$AAAAAAAAAAAAAAAAAAAAAA            | salt is no Base64
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAA=$AAAAAAAAAAAAAAAAAAAAAA           | salt is no Base64
							$argon2id$v=19$m=256,t=2,p=2$AAAA.AAAAAA$AAAAAAAAAAAAAAAAAAAAAA            | salt is no Base64
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAA$AAAAAAAAAAAAAA                    | result has not from 12 to 64 bytes
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAA$                                  | result has not from 12 to 64 bytes
							$argon2id$v=19$m=256,t=2,p=2$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA$           | no well-formed hash of argon2
							$scrypt$ln=4,r=8,p=1$$AAAAAAAAAAAAAAAAAAAAAA                               | salt has not from 1 to 64 bytes
							$pbkdf2$1000$$AAAAAAAAAAAAAAAAAAAAAAAAAAA                                   | salt has not from 1 to 64 bytes
							$pbkdf2$1000$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAA                               | result has not 20 bytes
							$7$K6..../....salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA                | ln is not from 1 to 21
					$7$H6..../....salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA                | memory is more than 256 MiB
					$7$46..../zzzzsalt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA                | p is not from 1 to 64
					$7$46..../....salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE                | no well-formed hash of scrypt
					$7$46..../....salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA                 | no well-formed hash of scrypt
					pbkdf2_sha1$1000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAA                          | result is no Base64
							pbkdf2_sha1$1000$salt$zJwF8e3PpVTbWRVAPa6xx4fwCH!=                         | result is no Base64
							pbkdf2_sha256$1000$salt$zJwF8e3PpVTbWRVAPa6xx4fwCHE=                       | result has not 32 bytes
							pbkdf2_sha1$1000$$zJwF8e3PpVTbWRVAPa6xx4fwCHE=                             | no well-formed hash of PBKDF2
							pbkdf2_sha1$1000$sält$zJwF8e3PpVTbWRVAPa6xx4fwCHE=                         | no well-formed hash of PBKDF2
							pbkdf2_sha1$2000001$salt$zJwF8e3PpVTbWRVAPa6xx4fwCHE=                      | number of iterations is not from
							pbkdf2_md5$1000$salt$zJwF8e3PpVTbWRVAPa6xx4fwCHE=                          | no well-formed hash of PBKDF2
							""")
	void parseWhenBytesAreNotThoseOfTheFormatSaysWhy(String text, String reason) {
		assertRefused(text, reason);
	}

	@Test
	void parseWhenTextIsLongerThanTheColumnSaysWhy() {
		assertRefused("x".repeat(256), "has more than 255 characters");
	}

	private static void assertRefused(String text, String reason) {
		assertThatExceptionOfType(UnsupportedHashException.class).isThrownBy(() -> PasswordHash.parse(text))
			.withMessageContaining(reason)
			.satisfies((refusal) -> assertThat(refusal.reason()).doesNotContain("AAAA", "salt$", "secret"));
	}

	/**
	 * Each hash with a character cut out, put in or replaced, at random but always the
	 * same.
	 */
	@Test
	void parseWhenTextIsDamagedNeverFailsOtherwise() {
		Random random = new Random(17);
		String characters = "$,={}0123456789aA+/.\n\u0000ä😀-vmtpilr";
		HashVectors.all().forEach((hash) -> {
			for (int i = 0; i < 500; i++) {
				int from = random.nextInt(hash.length());
				int to = Math.min(hash.length(), from + random.nextInt(3));
				int character = random.nextInt(characters.length());
				assertReadOrRefused(hash.substring(0, from) + characters.charAt(character) + hash.substring(to));
			}
		});
	}

	private static void assertReadOrRefused(String text) {
		try {
			assertThat(PasswordHash.parse(text).toString()).doesNotContain(text);
		}
		catch (UnsupportedHashException ex) {
			assertThat(ex.reason()).isNotEmpty();
		}
	}

}
