package dev.authserver.credential;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.authserver.testsupport.HashVectors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How imported hashes are checked, and that the time does not tell who has one.
 */
class PasswordsTests {

	private static final String CHEAP = "$pbkdf2$1000$1lqrtZaydg6BkDLm/J9zzg$cuEL.FJfGEDoUfZ9tp6YidPcKHY";

	/**
	 * 300 000 iterations take several times as long as a hash of this server's own.
	 */
	private static final String COSTLY = CHEAP.replace("$1000$", "$300000$");

	private final Passwords passwords = new Passwords(new HashingProperties(7168, 5, 1, Duration.ofMinutes(1)),
			new SimpleMeterRegistry());

	@AfterEach
	void stop() {
		this.passwords.destroy();
	}

	@Test
	void matchesWhenCheapHashIsImportedTakesAsMuchWorkAsOneOfOurOwn() {
		String own = this.passwords.hash("right");
		assertThat(quickest(CHEAP)).isGreaterThan(quickest(own) / 4);
		assertThat(quickest("no hash at all")).isGreaterThan(quickest(own) / 4);
	}

	@Test
	void matchesWhenCostlyHashIsImportedTakesAsLongForUnknownUsers() {
		this.passwords.expect(survey(CHEAP, COSTLY));
		long imported = quickest(COSTLY);
		assertThat(quickest(null)).isGreaterThan(imported / 2);
		assertThat(quickest(CHEAP)).isGreaterThan(imported / 2);
		this.passwords.expect(survey(CHEAP));
		assertThat(quickest(null)).isLessThan(imported / 2);
	}

	/**
	 * The shortest of a few times in nanoseconds: others depend on the machine.
	 */
	private long quickest(String hash) {
		return LongStream.range(0, 4).map((i) -> {
			long start = System.nanoTime();
			assertThat(this.passwords.matches("wrong", hash)).isFalse();
			return System.nanoTime() - start;
		}).min().orElseThrow();
	}

	private static HashSurvey survey(String... hashes) {
		HashSurvey survey = new HashSurvey();
		Stream.of(hashes).forEach(survey::add);
		return survey;
	}

	@Test
	void renewWhenHashIsImportedMakesOneOfOurOwn() {
		String own = this.passwords.hash("right");
		assertThat(this.passwords.renew("right", own)).isEmpty();
		assertThat(this.passwords.renew("right", own.substring("{argon2id}".length())))
			.hasValueSatisfying((renewed) -> assertThat(renewed).startsWith(this.passwords.currentPrefix()));
		assertThat(this.passwords.renew(HashVectors.PASSWORD, CHEAP)).hasValueSatisfying(
				(renewed) -> assertThat(this.passwords.matches(HashVectors.PASSWORD, renewed)).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{noop}right", "{argon2id}none", "{argon2id}$argon2id$v=19$m=7168,t=5,p=1$", "right" })
	void matchesWhenStoredTextIsNoHashSaysNo(String stored) {
		assertThat(this.passwords.matches("right", stored)).isFalse();
		assertThat(this.passwords.matches("", stored)).isFalse();
	}

	@Test
	void unusableWhenSomeHashesCannotBeCheckedCountsThem() {
		assertThat(survey(CHEAP, COSTLY).unusable()).isNull();
		assertThat(survey("{noop}right", CHEAP, "x").unusable()).startsWith("2 users cannot log in")
			.endsWith("is not hashed: after {noop} stands the password itself");
	}

}
