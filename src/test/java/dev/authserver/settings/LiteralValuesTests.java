package dev.authserver.settings;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a value arrives as it was written, wherever it was.
 */
class LiteralValuesTests {

	@ParameterizedTest
	@ValueSource(strings = { "plain", "${OTHER}", "${OTHER:}", "${nowhere}", "${nowhere:x}", "\\${OTHER}",
			"\\\\${OTHER}", "$${OTHER}", "$\\${OTHER}", "${", "\\${", "a${b", "\\${b", "${}", "${:}", "}${",
			"${${OTHER}}", "${a:${OTHER}}", "{${OTHER}", "${{OTHER}", "${\\:}", "#{1+1}", "$", "\\", "{}", "é€😀${ü}",
			"${SETTING}", "${auth.literal.brace}" })
	void getWhenSetAnywhereGivesItToTheLetter(String value) {
		assertLiteral(new StandardEnvironment(), value, "--SETTING=" + value);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SETTING", value, "OTHER", "secret")));
		assertLiteral(environment, value);
	}

	private static void assertLiteral(StandardEnvironment environment, String value, String... arguments) {
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		new LiteralValues().postProcessEnvironment(environment, new SpringApplication());
		environment.getPropertySources()
			.addLast(new MapPropertySource("application", Map.of("property", "${SETTING:}", "OTHER", "secret")));
		assertThat(environment.getProperty("property")).isEqualTo(value);
		assertThat(environment.getProperty("SETTING")).isEqualTo(value);
		assertThat(environment.resolvePlaceholders("<${SETTING}>")).isEqualTo("<" + value + ">");
		assertThat(Binder.get(environment).bind("property", String.class).get()).isEqualTo(value);
		assertThat(Binder.get(environment).bind("setting", String.class).get()).isEqualTo(value);
	}

}
