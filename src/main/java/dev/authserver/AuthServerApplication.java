package dev.authserver;

import dev.authserver.command.Commands;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the server, or runs the command that the arguments name.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AuthServerApplication {

	public static void main(String[] args) {
		if (Commands.isAsked(args)) {
			System.exit(Commands.run(AuthServerApplication.class, args));
		}
		SpringApplication.run(AuthServerApplication.class, args);
	}

}
