package dev.authserver.start;

import java.util.List;

import dev.authserver.settings.Variables;
import dev.authserver.storage.DatabasePlace;
import dev.authserver.user.UserDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells the operator what has started and how it differs from a plain one, and that it
 * stops.
 */
@Component
class StartReport implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(StartReport.class);

	private final ConfigurableEnvironment environment;

	private final DatabasePlace database;

	private final UserDirectory users;

	private volatile boolean serving;

	StartReport(ConfigurableEnvironment environment, DatabasePlace database, UserDirectory users) {
		this.environment = environment;
		this.database = database;
		this.users = users;
	}

	@EventListener(ApplicationReadyEvent.class)
	void onStart() {
		String port = this.environment.getProperty("local.server.port");
		if (port == null) {
			return;
		}
		this.serving = true;
		log.info("Serving at http://localhost:{}, described at http://localhost:{}/docs", port, port);
		log.info("The data is in {}, with {}", this.database.description(), countUsers());
		List<String> changed = new Variables(this.environment).changed();
		log.info("Settings other than their defaults: {}", changed.isEmpty() ? "none" : String.join(", ", changed));
	}

	private String countUsers() {
		try {
			long count = this.users.count();
			return (count == 1) ? "1 user" : count + " users";
		}
		catch (DataAccessException | TransactionException ex) {
			return "users that cannot be counted now";
		}
	}

	/**
	 * Comes before the port closes.
	 */
	@EventListener(ContextClosedEvent.class)
	void onStop() {
		if (this.serving) {
			log.info("Stopping: requests under way have up to {} to end",
					this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase"));
		}
	}

	/**
	 * Comes once the last request has ended.
	 */
	@Override
	public void destroy() {
		if (this.serving) {
			log.info("Stopped");
		}
	}

}
