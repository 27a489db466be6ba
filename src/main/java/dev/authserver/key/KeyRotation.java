package dev.authserver.key;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.key.KeySet.Known;
import dev.authserver.key.SigningKeys.Signer;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Service;

/**
 * Makes the signing keys, and lets one follow the other. All servers on a database do so,
 * and all look at the same keys; where a secret signs, none does anything.
 */
@Service
class KeyRotation implements SmartInitializingSingleton, SchedulingConfigurer {

	/**
	 * How long others can read a key before it signs: they keep what they have read for 5
	 * minutes, and some for longer.
	 */
	static final Duration AHEAD = Duration.ofHours(1);

	/**
	 * After how long each server knows at the latest what another one has changed.
	 */
	private static final Duration INTERVAL = Duration.ofSeconds(3);

	private static final int TRIES = 5;

	private final KeyProperties properties;

	private final KeyRing ring;

	private final KeyRepository repository;

	private final KeySeal seal;

	private final SecurityLog events;

	private final Clock clock;

	KeyRotation(KeyProperties properties, KeyRing ring, KeyRepository repository, KeySeal seal, SecurityLog events,
			Clock clock) {
		this.properties = properties;
		this.ring = ring;
		this.repository = repository;
		this.seal = seal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Sees to it that there is a key before the port opens.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (!this.properties.algorithm().isShared()) {
			this.ring.sealAnew();
			this.repository.lengthen(this.properties.algorithm(), this.properties.tokenLifetime().toSeconds());
			this.properties.given().ifPresent(this::announce);
			tend();
		}
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		if (!this.properties.algorithm().isShared()) {
			tasks.addFixedDelayTask(this::tend, INTERVAL);
		}
	}

	/**
	 * Publishes the key that the operator gives as the newest one, so that all servers
	 * believe it, and those before it until their last tokens have expired.
	 */
	private void announce(KeyPair given) {
		String kid = PublicJwk.kid(given.getPublic());
		for (int i = 0; i < TRIES; i++) {
			Optional<Known> newest = this.ring.reload().newest();
			if (newest.filter((key) -> key.kid().equals(kid)).isPresent()) {
				return;
			}
			this.repository.delete(kid);
			add(given, new byte[0], this.clock.instant());
		}
	}

	/**
	 * Brings this server up to date, makes the key that is missing, and deletes those
	 * that nobody needs any more.
	 */
	void tend() {
		KeySet keys = this.ring.reload();
		Instant now = this.clock.instant();
		if (this.ring.given().isEmpty()) {
			if (keys.signing(now).isEmpty()) {
				add(now);
			}
			else {
				keys.newest().flatMap((newest) -> turn(newest.stored(), now)).ifPresent(this::add);
			}
		}
		keys.over(now).forEach(this.repository::delete);
	}

	/**
	 * When the key after the newest one is to sign, if it is time to publish it.
	 */
	private Optional<Instant> turn(StoredKey newest, Instant now) {
		if (this.properties.rotation().isZero() || newest.signsFrom().isAfter(now)) {
			return Optional.empty();
		}
		Instant due = newest.signsFrom().plus(this.properties.rotation());
		Instant soonest = now.plus(AHEAD);
		return due.isAfter(soonest) ? Optional.empty() : Optional.of(soonest);
	}

	/**
	 * Makes a key. Where another server has just done so, this one takes that key over.
	 */
	private void add(Instant signsFrom) {
		KeyPair pair = this.properties.algorithm().generate();
		add(pair, pair.getPrivate().getEncoded(), signsFrom);
	}

	private boolean add(KeyPair pair, byte[] secret, Instant signsFrom) {
		StoredKey key = StoredKey.create(this.properties.algorithm(), pair.getPublic(), secret, this.seal,
				this.ring.keys().nextNumber(), this.clock.instant(), signsFrom, this.properties.tokenLifetime());
		boolean added = this.repository.insert(key);
		if (added) {
			this.events.recordKey(SecurityEvent.SENSITIVE_CREATE, key.kid());
		}
		this.ring.reload();
		return added;
	}

	/**
	 * Makes a key that signs at once, in place of all others.
	 * @throws ProblemException if this server makes no keys
	 */
	Known rotate() {
		if (this.properties.algorithm().isShared() || this.ring.given().isPresent()) {
			throw new ProblemException(ProblemKind.FIXED_KEY);
		}
		KeyPair pair = this.properties.algorithm().generate();
		for (int i = 0; i < TRIES; i++) {
			this.ring.reload();
			if (add(pair, pair.getPrivate().getEncoded(), this.clock.instant())) {
				return this.ring.keys().find(PublicJwk.kid(pair.getPublic())).orElseThrow();
			}
		}
		throw ProblemException.retryAfter(ProblemKind.UNAVAILABLE, INTERVAL);
	}

	/**
	 * The keys that are published, the newest first.
	 * @throws ProblemException if a secret signs
	 */
	KeySet list() {
		if (this.properties.algorithm().isShared()) {
			throw new ProblemException(ProblemKind.FIXED_KEY);
		}
		return this.ring.reload();
	}

	/**
	 * Ends a key and all that it has signed. If it is the one that signs, another one
	 * takes its place before.
	 * @throws ProblemException if there is no such key, or if the operator gives it
	 */
	void withdraw(String kid) {
		KeySet keys = list();
		if (keys.find(kid).isEmpty()) {
			throw new ProblemException(ProblemKind.KEY_NOT_FOUND);
		}
		if (this.ring.given().map(Signer::kid).filter(kid::equals).isPresent()) {
			throw new ProblemException(ProblemKind.FIXED_KEY);
		}
		if (keys.signing(this.clock.instant()).filter((key) -> key.kid().equals(kid)).isPresent()) {
			rotate();
		}
		if (this.repository.delete(kid)) {
			this.events.recordKey(SecurityEvent.SENSITIVE_DELETE, kid);
		}
		this.ring.reload();
	}

}
