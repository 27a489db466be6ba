package dev.authserver.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * What the start has warned of, for admins who do not read the log. Who adds a warning
 * logs it too.
 */
@Component
public class Warnings {

	private final Set<String> texts = new LinkedHashSet<>();

	/**
	 * Adds a sentence without secrets, which is kept until the server stops or
	 * {@link #withdraw} takes it back.
	 */
	public synchronized void add(String text) {
		this.texts.add(text);
	}

	/**
	 * Takes back a warning whose reason is gone.
	 */
	public synchronized void withdraw(String text) {
		this.texts.remove(text);
	}

	/**
	 * In the order in which they were added.
	 */
	public synchronized List<String> all() {
		return List.copyOf(this.texts);
	}

}
