package dev.authserver.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import dev.authserver.key.KeySeal.Opened;
import dev.authserver.key.KeySet.Known;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The signing keys as this server knows them now. Requests read them from memory; only a
 * token whose key is unknown has the database asked, so that a key counts everywhere as
 * soon as one server has begun to sign with it.
 */
@Component
class KeyRing implements SigningKeys {

	private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

	private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Duration SOON = Duration.ofSeconds(4);

	private final SigningAlgorithm algorithm;

	private final Optional<Signer> given;

	private final KeyRepository repository;

	private final KeySeal seal;

	private final Clock clock;

	private final ReentrantLock loading = new ReentrantLock();

	private volatile Loaded loaded = new Loaded(KeySet.EMPTY, System.nanoTime());

	KeyRing(KeyProperties properties, KeyRepository repository, KeySeal seal, Clock clock) {
		this.algorithm = properties.algorithm();
		this.given = properties.given().map((pair) -> new Signer(PublicJwk.kid(pair.getPublic()), pair.getPrivate()));
		this.repository = repository;
		this.seal = seal;
		this.clock = clock;
	}

	@Override
	public SigningAlgorithm algorithm() {
		return this.algorithm;
	}

	@Override
	public Signer signer() {
		return this.given.or(() -> this.loaded.keys().signing(this.clock.instant()).map(KeyRing::signer))
			.orElseThrow(() -> ProblemException.retryAfter(ProblemKind.UNAVAILABLE, SOON));
	}

	private static Signer signer(Known key) {
		return new Signer(key.kid(), key.pair().getPrivate());
	}

	/**
	 * The key that the operator gives, which then is the one that signs.
	 */
	Optional<Signer> given() {
		return this.given;
	}

	@Override
	public Optional<PublicKey> find(String kid) {
		return known(kid).map((key) -> key.pair().getPublic());
	}

	private Optional<Known> known(String kid) {
		Optional<Known> known = keys().find(kid);
		if (known.isPresent() || !KID.matcher(kid).matches()) {
			return known;
		}
		return loadedSince(System.nanoTime()).find(kid);
	}

	/**
	 * The keys as they were found last.
	 */
	KeySet keys() {
		return this.loaded.keys();
	}

	/**
	 * Reads the keys from the database.
	 */
	KeySet reload() {
		return loadedSince(System.nanoTime());
	}

	/**
	 * Requests that come meanwhile share one look into the database, which begins after
	 * the last of them has come.
	 */
	private KeySet loadedSince(long nanos) {
		this.loading.lock();
		try {
			if (this.loaded.begunAt() - nanos <= 0) {
				long begunAt = System.nanoTime();
				KeySet before = this.loaded.keys();
				this.loaded = new Loaded(KeySet.of(this.repository.find(this.algorithm), (key) -> halves(key, before)),
						begunAt);
			}
			return this.loaded.keys();
		}
		finally {
			this.loading.unlock();
		}
	}

	/**
	 * Opens a key, unless it is open already.
	 */
	private Optional<KeyPair> halves(StoredKey key, KeySet before) {
		Optional<Known> known = before.find(key.kid())
			.filter((same) -> same.stored().sealedKey().equals(key.sealedKey())
					&& same.stored().context().equals(key.context()));
		if (known.isPresent() || before.hasForeign(key)) {
			return known.map(Known::pair);
		}
		Optional<KeyPair> halves = this.seal.open(key.sealedKey(), key.context()).map((opened) -> read(key, opened));
		if (halves.isEmpty()) {
			log.warn("The signing key {} was made with other secrets, and counts for nothing here.", key.kid());
		}
		return halves;
	}

	private static KeyPair read(StoredKey key, Opened opened) {
		try {
			return key.read(opened.secret());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("What this server has sealed is a key", ex);
		}
	}

	/**
	 * Encrypts with the current secrets what the previous ones have encrypted, so that
	 * those can be dropped.
	 */
	void sealAnew() {
		for (StoredKey key : this.repository.findAll()) {
			this.seal.open(key.sealedKey(), key.context())
				.filter((opened) -> !opened.isCurrent())
				.map(Opened::secret)
				.ifPresent((secret) -> this.repository.seal(key.kid(), this.seal.seal(secret, key.context())));
		}
	}

	/**
	 * @param begunAt when the look into the database began
	 */
	private record Loaded(KeySet keys, long begunAt) {

	}

}
