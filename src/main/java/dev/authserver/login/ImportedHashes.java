package dev.authserver.login;

import java.util.concurrent.TimeUnit;

import dev.authserver.credential.HashSurvey;
import dev.authserver.credential.Passwords;
import dev.authserver.user.UserDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out how long the costliest imported hashes take, so that wrong passwords of all
 * other users take as long and do not tell who was imported. It looks again and again,
 * because any server can import users, and because logins replace imported hashes.
 */
@Component
class ImportedHashes {

	private static final Logger log = LoggerFactory.getLogger(ImportedHashes.class);

	/**
	 * A look at all users takes at most this part of the time.
	 */
	private static final int PART_OF_TIME = 100;

	private final UserDirectory users;

	private final Passwords passwords;

	private volatile long nextLook = System.nanoTime();

	private volatile @Nullable String warned;

	ImportedHashes(UserDirectory users, Passwords passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	/**
	 * Looks once, and tries again while the database is away or too many logins wait.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
	void measure() {
		long start = System.nanoTime();
		if (start - this.nextLook < 0) {
			return;
		}
		HashSurvey survey = new HashSurvey();
		this.users.forEachHashExcept(this.passwords.currentPrefix(), survey::add);
		long end = System.nanoTime();
		warn(survey.unusable());
		this.passwords.expect(survey);
		this.nextLook = end + PART_OF_TIME * (end - start);
	}

	private void warn(@Nullable String unusable) {
		if (unusable != null && !unusable.equals(this.warned)) {
			log.warn("{}", unusable);
		}
		this.warned = unusable;
	}

}
