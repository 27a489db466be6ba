package dev.authserver.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of the variables that an operator sets.
 */
class VariablesTests {

	@Test
	void changedWhenValuesDifferTellsThemButNoSecret() {
		Variables variables = new Variables(environment(Map.of("ACCESS_TOKEN_SECRET", "s3cret", "DATABASE_URL",
				"jdbc:postgresql://host/auth?password=s3cret", "DATA_DIR", "./data", "SERVER_PORT", "80",
				"PASSWORD_POLICY", "off", "ADMIN_EMAIL", "two\nlines", "READ_ACCESS", "", "ACCESS_TOKEN_SECRET_FILE",
				"/run/secrets/access", "ELSEWHERE", "x")));
		assertThat(variables.changed()).containsExactly("ACCESS_TOKEN_SECRET",
				"ACCESS_TOKEN_SECRET_FILE=/run/secrets/access", "ADMIN_EMAIL", "DATABASE_URL", "PASSWORD_POLICY=off",
				"SERVER_PORT=80");
	}

	@Test
	void misspeltWhenNamesAreInTheEnvironmentNamesWhatIsMeant() {
		Variables variables = new Variables(environment(Map.of("ACCES_TOKEN_SECRET", "s3cret", "HOME", "/root")));
		assertThat(variables.misspelt()).isEqualTo(Map.of("ACCES_TOKEN_SECRET", "ACCESS_TOKEN_SECRET"));
	}

	@ParameterizedTest
	@CsvSource({ "ACCESS_TOKEN_SECRET, true", "ADMIN_PASSWORD, true", "DATABASE_PASSWORD, true", "SIGNING_KEY, true",
			"DATABASE_URL, true", "ADMIN_PASSWORD_FILE, false", "PASSWORD_MIN_LENGTH, false", "DATA_DIR, false" })
	void mayBeSecretWhenNameSaysSoIsTrue(String name, boolean secret) {
		assertThat(Variables.mayBeSecret(name)).isEqualTo(secret);
	}

	private static StandardEnvironment environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		environment.getPropertySources()
			.addLast(new OriginTrackedMapPropertySource("application.yaml",
					Map.of("a", "${ACCESS_TOKEN_SECRET:}", "b", "${DATABASE_URL:}", "c", "${DATA_DIR:./data}", "d",
							"${SERVER_PORT:8080}", "e", "${PASSWORD_POLICY:on}", "f",
							"${formats.${READ_ACCESS:public}:} ${ADMIN_EMAIL:admin@example.com}")));
		return environment;
	}

}
