package dev.authserver.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.ExitCode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts for a command what a server consists of, without the web: no port opens, nothing
 * is scheduled, and no admin is created.
 */
class Services {

	/**
	 * What the log says unless a setting asks for more.
	 */
	private static final Map<String, Object> QUIET = Map.of("logging.level.root", "warn");

	private final Class<?> application;

	private final List<String> settings;

	/**
	 * @param application the class with which the server starts
	 * @param settings as arguments of the process, such as {@code --DATA_DIR=data}
	 */
	Services(Class<?> application, List<String> settings) {
		this.application = application;
		this.settings = settings;
	}

	/**
	 * Does some work with the services of a server.
	 * @param more classes of further beans
	 * @return the exit code of the work, or of the refusal if the services do not start,
	 * which Spring Boot has logged then
	 */
	int use(Work work, Map<String, Object> defaults, Class<?>... more) throws Exception {
		List<Class<?>> sources = new ArrayList<>(List.of(more));
		sources.add(0, this.application);
		return start(work, defaults, sources);
	}

	/**
	 * Does some work with the beans of these classes alone.
	 */
	int useOnly(Work work, Class<?> beans) throws Exception {
		return start(work, Map.of(), List.of(beans));
	}

	private int start(Work work, Map<String, Object> properties, List<Class<?>> sources) throws Exception {
		SpringApplication spring = new SpringApplication(sources.toArray(Class<?>[]::new));
		spring.setWebApplicationType(WebApplicationType.NONE);
		spring.setLogStartupInfo(false);
		spring.setDefaultProperties(QUIET);
		spring.addInitializers((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("command", properties)));
		ConfigurableApplicationContext context;
		try {
			context = spring.run(this.settings.toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			// Spring Boot has said why
			return ExitCode.SOFTWARE;
		}
		try (context) {
			return work.run(context);
		}
	}

	/**
	 * What a command does with the services.
	 */
	interface Work {

		/**
		 * Does the work.
		 * @return the exit code
		 */
		int run(ApplicationContext services) throws Exception;

	}

}
