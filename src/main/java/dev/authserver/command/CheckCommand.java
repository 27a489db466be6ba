package dev.authserver.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.authserver.user.UserDirectory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Reads the settings and opens the database as a start would, and changes nothing there.
 */
@Command(name = "check", mixinStandardHelpOptions = true,
		description = "Checks the settings and the database as a start would, without migrating it.")
class CheckCommand implements Callable<Integer> {

	private final Services services;

	private final Terminal terminal;

	CheckCommand(Services services, Terminal terminal) {
		this.services = services;
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		// a database that is yet to be migrated does not fit the entities
		return this.services.use(this::report, Map.of("spring.jpa.hibernate.ddl-auto", "none"), NoMigration.class);
	}

	private int report(ApplicationContext beans) {
		this.terminal.out().println("The settings are right.");
		MigrationInfoService schema = beans.getBean(Flyway.class).info();
		String version = (schema.current() != null) ? "has schema version " + schema.current().getVersion()
				: "is empty";
		this.terminal.out()
			.println("The database " + version + "; the next start has " + schema.pending().length
					+ " migrations to run.");
		if (schema.pending().length == 0) {
			UserDirectory users = beans.getBean(UserDirectory.class);
			this.terminal.out()
				.println("It has " + users.count() + " users, of whom " + users.countAdmins() + " are active admins.");
		}
		return ExitCode.OK;
	}

	/**
	 * Leaves the database as it is, but opens it where the migrations would: one that
	 * cannot be opened is then explained as at a start.
	 */
	static class NoMigration {

		@Bean
		FlywayMigrationStrategy noMigration() {
			return Flyway::info;
		}

	}

}
