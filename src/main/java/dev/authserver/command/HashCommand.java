package dev.authserver.command;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.authserver.credential.Passwords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Hashes a password, for a line of an import.
 */
@Command(name = "hash", mixinStandardHelpOptions = true,
		description = "Prints the hash of a password, which comes from a prompt, else from the first line of the "
				+ "standard input. Needs no secrets and no database.")
class HashCommand implements Callable<Integer> {

	private final Services services;

	private final Terminal terminal;

	HashCommand(Services services, Terminal terminal) {
		this.services = services;
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		Optional<String> password = this.terminal.readPassword();
		if (password.isEmpty()) {
			this.terminal.err().println("There is no password: type it, or pipe it in");
			return ExitCode.USAGE;
		}
		return this.services.useOnly((beans) -> print(beans, password.get()), Credentials.class);
	}

	private int print(ApplicationContext beans, String password) {
		this.terminal.out().println(beans.getBean(Passwords.class).hash(password));
		return ExitCode.OK;
	}

	/**
	 * The room that hashes passwords, and its settings. What it measures goes nowhere.
	 */
	@ComponentScan(basePackageClasses = Passwords.class)
	@ConfigurationPropertiesScan(basePackageClasses = Passwords.class)
	static class Credentials {

		@Bean
		MeterRegistry meters() {
			return new CompositeMeterRegistry();
		}

	}

}
