package dev.authserver.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import dev.authserver.AuthServerApplication;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a server says that cannot start. Nothing else runs meanwhile, whose output would
 * count as well.
 */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingTests {

	private static final String GOOD = "0123456789abcdef0123456789ABCDEF";

	private static final String SHORT = "0123456789abcdef0123456789ABCDE";

	@TempDir
	private Path folder;

	static Stream<Arguments> wrongSettings() {
		return Stream.of(arguments(Map.of("ACCESS_TOKEN_SECRET", ""), "ACCESS_TOKEN_SECRET is not set"),
				arguments(Map.of("REFRESH_TOKEN_SECRET", SHORT), "REFRESH_TOKEN_SECRET is shorter than 32 bytes"),
				arguments(Map.of("ACCESS_TOKEN_SECRET_PREVIOUS", SHORT),
						"ACCESS_TOKEN_SECRET_PREVIOUS is shorter than"),
				arguments(Map.of("REFRESH_TOKEN_SECRET_PREVIOUS", GOOD + ", " + GOOD),
						"REFRESH_TOKEN_SECRET_PREVIOUS has blanks"),
				arguments(Map.of("ACCESS_TOKEN_ALGORITHM", "none"),
						"'none' of ACCESS_TOKEN_ALGORITHM is not one of hs256, es256, eddsa, rs256"),
				arguments(Map.of("SIGNING_KEY_ROTATION", "2h"), "SIGNING_KEY_ROTATION must be 0, or a time from 1d"),
				arguments(Map.of("SIGNING_KEY", GOOD), "SIGNING_KEY_FILE is set, but HS256 signs"),
				arguments(Map.of("SIGNING_KEY", GOOD, "ACCESS_TOKEN_ALGORITHM", "ES256"),
						"SIGNING_KEY_FILE holds no private key for ES256"),
				arguments(Map.of("SIGNING_KEY_FILE", "/nowhere/key.pem"), "SIGNING_KEY_FILE (/nowhere/key.pem)"),
				arguments(Map.of("ISSUER", "http://auth.example.com"), "ISSUER is not the address"),
				arguments(Map.of("AUDIENCE", " x"), "AUDIENCE has blanks"),
				arguments(Map.of("INTROSPECTION_CLIENTS", "orders:" + SHORT),
						"A secret of INTROSPECTION_CLIENTS is shorter than 32 bytes"),
				arguments(Map.of("INTROSPECTION_CLIENTS", GOOD), "INTROSPECTION_CLIENTS is no list of name:secret"),
				arguments(Map.of("INTROSPECTION_CLIENTS", "a:" + GOOD + ",a:" + GOOD),
						"INTROSPECTION_CLIENTS names a client twice"),
				arguments(Map.of("ACCESS_TOKEN_EXPIRY", "99999999999"), "of ACCESS_TOKEN_EXPIRY is not a whole number"),
				arguments(Map.of("REFRESH_TOKEN_EXPIRY", "0"),
						"REFRESH_TOKEN_EXPIRY must be a whole number of minutes"),
				arguments(Map.of("SESSIONS_PER_USER", "0"), "SESSIONS_PER_USER must be a whole number from 1 to 1000"),
				arguments(Map.of("REFRESH_TOKEN_ROTATION", "often"),
						"'often' of REFRESH_TOKEN_ROTATION is not one of on, off"),
				arguments(Map.of("PASSWORD_POLICY", "none"), "'none' of PASSWORD_POLICY is not one of on, off"),
				arguments(Map.of("SESSION_MAX_LIFETIME", "5s"), "SESSION_MAX_LIFETIME must be a time from 1m"),
				arguments(Map.of("ARGON2_MEMORY", "1024"), "ARGON2_MEMORY must be a whole number of KiB"),
				arguments(Map.of("ARGON2_MEMORY", "262144", "ARGON2_PASSES", "9"), "from 35840 to 2097152 KiB in all"),
				arguments(Map.of("LOGIN_MAX_WAIT", "1h"), "LOGIN_MAX_WAIT must be a time of up to 60s"),
				arguments(Map.of("TRUSTED_PROXIES", "proxy"), "TRUSTED_PROXIES names 'proxy'"),
				arguments(Map.of("LOG_EMAILS", "some"), "'some' of LOG_EMAILS is not one of on, off"),
				arguments(Map.of("EVENTS_RETENTION", "59m"), "EVENTS_RETENTION must be 0 or a time from 1h to 3660d"),
				arguments(Map.of("EVENTS_RETENTION", "long"), "'long' of EVENTS_RETENTION is not a duration"),
				arguments(Map.of("READ_ACCESS", "everybody"),
						"'everybody' of READ_ACCESS is not one of public, user, admin"),
				arguments(Map.of("LOGIN_THROTTLE", "maybe"), "'maybe' of LOGIN_THROTTLE is not one of on, off"),
				arguments(Map.of("CORS_ALLOWED_ORIGINS", "example.com"), "CORS_ALLOWED_ORIGINS names 'example.com'"),
				arguments(Map.of("DATABASE_URL", "jdbc:mysql://u:" + GOOD + "@h/d"),
						"DATABASE_URL is not the JDBC URL"),
				arguments(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/auth", "DATABASE_PASSWORD", GOOD),
						"DATABASE_URL cannot be reached"),
				arguments(Map.of("DATABASE_URL", "jdbc:postgresql://u:" + GOOD + "@127.0.0.1:99999/auth"),
						"DATABASE_URL is not the JDBC URL"),
				arguments(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/auth?connectTimeout=" + GOOD),
						"A parameter of DATABASE_URL"),
				arguments(Map.of("DATABASE_CONNECTIONS", "0"),
						"DATABASE_CONNECTIONS must be a whole number from 2 to 1000"),
				arguments(Map.of("DATABASE_CONNECTIONS", "1"),
						"DATABASE_CONNECTIONS must be a whole number from 2 to 1000"),
				arguments(Map.of("DATABASE_CONNECTIONS", "many"),
						"'many' of DATABASE_CONNECTIONS is not a whole number"),
				arguments(Map.of("LOGIN_MAX_WAIT", "5"), "The value '5' of LOGIN_MAX_WAIT has no unit"),
				arguments(Map.of("SESSION_MAX_LIFETIME", " 86400000"), "of SESSION_MAX_LIFETIME has no unit"),
				arguments(Map.of("LOG_FORMAT", "xml"), "'xml' of LOG_FORMAT is not one of text, json"),
				arguments(Map.of("LOG_LEVEL", "loud"), "'loud' of LOG_LEVEL is not one of info, error, warn, debug"),
				arguments(Map.of("MANAGEMENT_PORT", "0"), "MANAGEMENT_PORT must be a whole number from 1 to 65535"),
				arguments(Map.of("MANAGEMENT_PORT", "8081", "SERVER_PORT", "8081"),
						"MANAGEMENT_PORT and SERVER_PORT are equal"),
				arguments(Map.of("SERVER_PORT", "99999"), "SERVER_PORT must be a whole number from 0 to 65535"),
				arguments(Map.of("BACKUP_DIR", "a\\b"), "BACKUP_DIR (a\\b) is not the name of a folder"),
				arguments(Map.of("BACKUP_INTERVAL", "59s"), "BACKUP_INTERVAL must be a time from 1m to 366d"),
				arguments(Map.of("BACKUP_INTERVAL", "daily"), "'daily' of BACKUP_INTERVAL is not a duration"),
				arguments(Map.of("BACKUP_KEEP", "0"), "BACKUP_KEEP must be a whole number from 1 to 1000"),
				arguments(Map.of("SERVER_PORT", "70000"), "SERVER_PORT must be a whole number from 0 to 65535"),
				arguments(Map.of("SERVER_PORT", "http"), "'http' of SERVER_PORT is not a whole number in range"),
				arguments(Map.of("ADMIN_PASSWORD", "pass\uFFFDword"), "ADMIN_PASSWORD has characters that Java cannot"),
				arguments(Map.of("SERVER_PORT", "${ACCESS_TOKEN_SECRET}"),
						"'${ACCESS_TOKEN_SECRET}' of SERVER_PORT is not a whole number"),
				arguments(Map.of("READ_ACCESS", "\\${ACCESS_TOKEN_SECRET:}${"),
						"'\\${ACCESS_TOKEN_SECRET:}${' of READ_ACCESS is not one of"),
				arguments(Map.of("TRUSTED_PROXIES", "::1,${ACCESS_TOKEN_SECRET}"),
						"TRUSTED_PROXIES names '${ACCESS_TOKEN_SECRET}'"),
				arguments(Map.of("DATABASE_PASSWORD_FILE", "/${ACCESS_TOKEN_SECRET}"),
						"DATABASE_PASSWORD_FILE (/${ACCESS_TOKEN_SECRET})"),
				arguments(Map.of("ACCESS_TOKEN_SECRET_FILE", "/nowhere/secret"), "ACCESS_TOKEN_SECRET"));
	}

	@ParameterizedTest
	@MethodSource("wrongSettings")
	void startWhenSettingIsWrongNamesIt(Map<String, String> wrong, String message, CapturedOutput output) {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("SERVER_PORT", "0");
		settings.putAll(wrong);
		String[] arguments = settings.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> SpringApplication.run(AuthServerApplication.class, arguments));
		assertThat(output).contains(message)
			.contains("Action:")
			.doesNotContain("\tat ")
			.doesNotContain(GOOD)
			.doesNotContain(SHORT)
			.doesNotContain(ApiTest.ACCESS_SECRET);
		assertThat(this.folder).isEmptyDirectory();
	}

}
