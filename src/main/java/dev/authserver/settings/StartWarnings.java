package dev.authserver.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * What a start has warned of, so that an operator who does not read the log can be told
 * too. Each warning is logged once.
 */
@Component
public class StartWarnings {

	private static final Logger log = LoggerFactory.getLogger(StartWarnings.class);

	private final Set<String> all = new LinkedHashSet<>();

	/**
	 * Logs a warning that has not been given yet.
	 * @param warning one line that names the remedy and no secret
	 */
	public synchronized void add(String warning) {
		if (this.all.add(warning)) {
			log.warn("{}", warning);
		}
	}

	/**
	 * Takes back a warning whose reason is gone.
	 */
	public synchronized void withdraw(String warning) {
		this.all.remove(warning);
	}

	/**
	 * All warnings so far, the first one first.
	 */
	public synchronized List<String> all() {
		return List.copyOf(this.all);
	}

}
