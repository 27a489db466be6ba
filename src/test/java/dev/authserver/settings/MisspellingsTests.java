package dev.authserver.settings;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names look like settings.
 */
class MisspellingsTests {

	private final Misspellings misspellings = new Misspellings(Set.of("ACCESS_TOKEN_SECRET", "REFRESH_TOKEN_SECRET",
			"ACCESS_TOKEN_EXPIRY", "REFRESH_TOKEN_ROTATION", "DATA_DIR", "DATABASE_URL", "DATABASE_USERNAME",
			"SERVER_PORT", "SESSIONS_PER_USER", "SESSION_MAX_LIFETIME", "LOG_LEVEL", "ADMIN_EMAIL", "READ_ACCESS"));

	@ParameterizedTest
	@CsvSource({ "ACCES_TOKEN_SECRET, ACCESS_TOKEN_SECRET", "ACCESS_TOKEN_SERCET, ACCESS_TOKEN_SECRET",
			"REFRESH_ROTATION, REFRESH_TOKEN_ROTATION", "ACCESS_SECRET, ACCESS_TOKEN_SECRET",
			"ACCESS_TOKEN_EXPIRE_MINUTES, ACCESS_TOKEN_EXPIRY", "SESSION_PER_USER, SESSIONS_PER_USER",
			"MAX_LIFETIME, SESSION_MAX_LIFETIME", "DATADIR, DATA_DIR", "DATABASE_USER, DATABASE_USERNAME",
			"ADMIN_EMAIL_FILE, ADMIN_EMAIL", "LOGLEVEL, LOG_LEVEL", "READ_ACCES, READ_ACCESS" })
	void meantWhenNameLooksLikeASettingNamesIt(String name, String setting) {
		assertThat(this.misspellings.meant(name)).isEqualTo(Optional.of(setting));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ACCESS_TOKEN_SECRET", "PATH", "HOME", "PORT", "JAVA_TOOL_OPTIONS", "JAVA_HOME", "TMPDIR",
			"AUTH_SERVER_PORT", "AUTH_SERVER_SERVICE_HOST", "AUTH_SERVER_PORT_80_TCP_ADDR", "DATABASE_HOST",
			"KUBERNETES_SERVICE_PORT", "SPRING_DATASOURCE_PASSWORD", "MANAGEMENT_SERVER_PORT", "XDG_SESSION_ID",
			"XDG_DATA_DIRS", "DBUS_SESSION_BUS_ADDRESS", "LOG_DIR", "USER", "_", "", "Path", "SECRET" })
	void meantWhenNameIsOfSomethingElseNamesNone(String name) {
		assertThat(this.misspellings.meant(name)).isEmpty();
	}

}
