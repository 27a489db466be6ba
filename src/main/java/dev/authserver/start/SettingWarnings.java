package dev.authserver.start;

import java.time.Duration;

import dev.authserver.settings.StartWarnings;
import dev.authserver.settings.Variables;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Warns of settings that are possible but hardly meant: misspelt ones, lifetimes that
 * contradict each other, and readers that nobody has chosen.
 */
@Component
class SettingWarnings implements SmartInitializingSingleton {

	private static final String DEVELOPMENT = "dev";

	private final ConfigurableEnvironment environment;

	private final Variables variables;

	private final StartWarnings warnings;

	SettingWarnings(ConfigurableEnvironment environment, StartWarnings warnings) {
		this.environment = environment;
		this.variables = new Variables(environment);
		this.warnings = warnings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.variables.misspelt()
			.forEach((name, known) -> this.warnings
				.add(name + " is set, which is no setting of this server: " + known + " may be meant."));
		compareLifetimes();
		if (this.variables.value("READ_ACCESS") == null && !this.environment.matchesProfiles(DEVELOPMENT)) {
			this.warnings.add("READ_ACCESS is not set, so everybody can read the e-mails of all users: set it to user "
					+ "or admin, or to public if that is meant.");
		}
		if (this.variables.value("DATABASE_URL") == null && (this.variables.value("DATABASE_USERNAME") != null
				|| this.variables.value("DATABASE_PASSWORD") != null)) {
			this.warnings.add("DATABASE_USERNAME or DATABASE_PASSWORD is set, but not DATABASE_URL: the data is in the "
					+ "embedded database, which needs neither.");
		}
	}

	private void compareLifetimes() {
		Duration access = minutes("auth.token.access-expiry");
		Duration refresh = minutes("auth.token.refresh-expiry");
		Duration session = this.environment.getRequiredProperty("auth.session.max-lifetime", Duration.class);
		if (access.compareTo(refresh) > 0) {
			this.warnings
				.add("ACCESS_TOKEN_EXPIRY is longer than REFRESH_TOKEN_EXPIRY: a session ends while its access "
						+ "token still looks good to other servers.");
		}
		if (session.compareTo(refresh) < 0) {
			this.warnings
				.add("SESSION_MAX_LIFETIME is shorter than REFRESH_TOKEN_EXPIRY: refresh tokens end with their "
						+ "session, earlier than they are meant to.");
		}
		if (session.compareTo(access) < 0) {
			this.warnings
				.add("SESSION_MAX_LIFETIME is shorter than ACCESS_TOKEN_EXPIRY: a session ends while its access "
						+ "token still looks good to other servers.");
		}
	}

	private Duration minutes(String property) {
		return Duration.ofMinutes(this.environment.getRequiredProperty(property, Long.class));
	}

}
