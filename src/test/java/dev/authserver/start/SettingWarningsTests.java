package dev.authserver.start;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.authserver.settings.StartWarnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which possible settings a start warns of, in one line each.
 */
class SettingWarningsTests {

	private final StartWarnings warnings = new StartWarnings();

	static Stream<Arguments> doubtful() {
		return Stream.of(
				arguments(Map.of("REFRESH_ROTATION", "on"),
						"REFRESH_ROTATION is set, which is no setting of this server: REFRESH_TOKEN_ROTATION may be"),
				arguments(Map.of("ACCESS_TOKEN_EXPIRY", "181"),
						"ACCESS_TOKEN_EXPIRY is longer than REFRESH_TOKEN_EXPIRY"),
				arguments(Map.of("SESSION_MAX_LIFETIME", "179m"),
						"SESSION_MAX_LIFETIME is shorter than REFRESH_TOKEN_EXPIRY"),
				arguments(Map.of("DATABASE_PASSWORD", "s3cret"), "but not DATABASE_URL"));
	}

	@ParameterizedTest
	@MethodSource("doubtful")
	void startWhenSettingIsDoubtfulWarnsOnce(Map<String, Object> set, String warning) {
		start(set, "READ_ACCESS", "admin");
		assertThat(this.warnings.all()).singleElement().asString().contains(warning).doesNotContain("s3cret", "\n");
	}

	@Test
	void startWhenSessionIsShorterThanItsAccessTokenWarns() {
		start(Map.of("SESSION_MAX_LIFETIME", "10m", "READ_ACCESS", "public"));
		assertThat(this.warnings.all()).hasSize(2)
			.anyMatch((warning) -> warning.contains("shorter than ACCESS_TOKEN_EXPIRY"));
	}

	@Test
	void startWhenNobodyHasChosenTheReadersWarns() {
		start(Map.of());
		assertThat(this.warnings.all()).singleElement().asString().startsWith("READ_ACCESS is not set");
	}

	@Test
	void startWhenReadersAreChosenOrInDevelopmentIsSilent() {
		start(Map.of("READ_ACCESS", "public"));
		start(Map.of("spring.profiles.active", "dev"));
		assertThat(this.warnings.all()).isEmpty();
	}

	private void start(Map<String, Object> set, String... more) {
		Map<String, Object> variables = new HashMap<>(set);
		if (more.length > 0) {
			variables.put(more[0], more[1]);
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.setConversionService(new ApplicationConversionService());
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		environment.getPropertySources()
			.addLast(new OriginTrackedMapPropertySource("application.yaml",
					Map.of("auth.token.access-expiry", "${ACCESS_TOKEN_EXPIRY:15}", "auth.token.refresh-expiry",
							"${REFRESH_TOKEN_EXPIRY:180}", "auth.session.max-lifetime", "${SESSION_MAX_LIFETIME:30d}",
							"auth.session.rotation", "${REFRESH_TOKEN_ROTATION:off}", "auth.storage.database-url",
							"${DATABASE_URL:}", "auth.storage.database-password", "${DATABASE_PASSWORD:}",
							"auth.access.read", "${READ_ACCESS:public}")));
		new SettingWarnings(environment, this.warnings).afterSingletonsInstantiated();
	}

}
