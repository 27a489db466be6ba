package dev.authserver.key;

import java.io.StringWriter;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.authserver.audit.SecurityLog;
import dev.authserver.key.KeySet.Known;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.settings.TokenSecrets;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How keys follow each other while months pass, on every database.
 */
abstract class KeyRotationRules {

	private static final String OLD = "an old secret of more than 32 bytes!";

	private static final String NEW = "a new secret of more than 32 bytes!!";

	private static final int DAY = 24 * 60 * 60;

	private static final int HOUR = 60 * 60;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SecurityLog events;

	private final ManualClock time = new ManualClock();

	@BeforeEach
	@AfterEach
	void deleteKeys() {
		this.jdbc.sql("delete from signing_keys").update();
	}

	private Replica replica() {
		return replica(SigningAlgorithm.ES256, "90d", "", secrets(OLD, ""));
	}

	private Replica replica(SigningAlgorithm algorithm, String rotation, String pem, TokenSecrets secrets) {
		Replica replica = stopped(algorithm, rotation, pem, secrets);
		replica.rotation().afterSingletonsInstantiated();
		return replica;
	}

	private Replica stopped(SigningAlgorithm algorithm, String rotation, String pem, TokenSecrets secrets) {
		KeyProperties properties = new KeyProperties(algorithm,
				rotation.equals("0") ? Duration.ZERO : Duration.parse("P" + rotation.toUpperCase()), pem, 15);
		KeyRepository repository = new KeyRepository(this.jdbc);
		KeySeal seal = new KeySeal(secrets);
		KeyRing ring = new KeyRing(properties, repository, seal, this.time);
		return new Replica(ring, new KeyRotation(properties, ring, repository, seal, this.events, this.time),
				this.time);
	}

	private static TokenSecrets secrets(String current, String previous) {
		return new TokenSecrets(current, current + "r", previous, previous.isEmpty() ? "" : previous + "r", false);
	}

	private void pass(int seconds, Replica... replicas) {
		this.time.pass(seconds);
		for (Replica replica : replicas) {
			replica.rotation().tend();
		}
	}

	private List<String> stored() {
		return this.jdbc.sql("select kid from signing_keys order by number desc").query(String.class).list();
	}

	@Test
	void startWhenThereIsNoKeyMakesOneThatAllReplicasShare() {
		Replica one = replica();
		Replica two = replica();
		assertThat(one.kid()).isEqualTo(two.kid());
		assertThat(one.published()).containsExactly(one.kid());
		assertThat(stored()).hasSize(1);
	}

	@Test
	void startWhenManyStartAtOnceMakesOneKey() throws Exception {
		Set<String> kids = new HashSet<>(Api.inParallel(6, () -> replica().kid()));
		assertThat(kids).hasSize(1);
		assertThat(stored()).containsExactlyElementsOf(kids);
	}

	@Test
	void tendWhenAKeyIsDuePublishesTheNextOneAnHourAheadAndKeepsTheOldOneAsLongAsItsTokens() {
		Replica one = replica();
		Replica two = replica();
		String first = one.kid();
		pass(90 * DAY - HOUR - 1, one, two);
		assertThat(one.published()).containsExactly(first);
		pass(1, one, two);
		assertThat(one.published()).hasSize(2).isEqualTo(two.published()).endsWith(first);
		String second = one.published().get(0);
		pass(HOUR - 1, one, two);
		assertThat(one.kid()).isEqualTo(two.kid()).isEqualTo(first);
		this.time.pass(1);
		assertThat(one.kid()).isEqualTo(two.kid()).isEqualTo(second);
		pass(15 * 60, two, one);
		assertThat(one.ring().find(first)).isPresent();
		pass(60, one, two);
		assertThat(one.published()).isEqualTo(two.published()).containsExactly(second);
		assertThat(stored()).containsExactly(second);
	}

	@Test
	void tendWhenServersWereStoppedForLongStillPublishesAnHourAhead() {
		Replica one = replica();
		String first = one.kid();
		pass(300 * DAY, one);
		assertThat(one.kid()).isEqualTo(first);
		assertThat(one.published()).hasSize(2);
		pass(HOUR, one);
		assertThat(one.kid()).isNotEqualTo(first);
	}

	@Test
	void tendWhenKeysNeverTurnKeepsTheOne() {
		Replica one = replica(SigningAlgorithm.EDDSA, "0", "", secrets(OLD, ""));
		String first = one.kid();
		pass(3000 * DAY / 2, one);
		assertThat(one.published()).containsExactly(first);
	}

	@Test
	void rotateWhenTheNextKeyWaitsReplacesBoth() {
		Replica one = replica();
		Replica two = replica();
		String first = one.kid();
		pass(90 * DAY - HOUR, one, two);
		String waiting = one.published().get(0);
		String urgent = one.rotation().rotate().kid();
		assertThat(one.kid()).isEqualTo(urgent);
		assertThat(one.published()).containsExactly(urgent, first);
		pass(1, two, one);
		assertThat(two.kid()).isEqualTo(urgent);
		assertThat(stored()).doesNotContain(waiting);
		pass(HOUR, one, two);
		assertThat(one.kid()).isEqualTo(two.kid()).isEqualTo(urgent);
	}

	@Test
	void rotateWhenManyDoSoAtOnceLeavesOneSigningKey() throws Exception {
		Replica one = replica();
		Replica two = replica();
		Set<Replica> turns = ConcurrentHashMap.newKeySet();
		List<String> made = Api.inParallel(4, () -> (turns.add(one) ? one : two).rotation().rotate().kid());
		assertThat(new HashSet<>(made)).hasSize(4);
		pass(0, one, two);
		assertThat(one.kid()).isEqualTo(two.kid()).isIn(made);
		assertThat(made).allMatch((kid) -> one.ring().keys().find(kid).isPresent() || !stored().contains(kid));
	}

	@Test
	void findWhenAnotherServerHasJustMadeTheKeyKnowsIt() {
		Replica one = replica();
		Replica two = replica();
		String kid = one.rotation().rotate().kid();
		assertThat(two.kid()).isNotEqualTo(kid);
		assertThat(two.ring().find(kid)).isPresent();
		assertThat(two.ring().find(kid.substring(1) + "A")).isEmpty();
		assertThat(two.ring().find("'; drop table users; --")).isEmpty();
	}

	@Test
	void withdrawWhenKeySignsReplacesItFirstAndAllForgetIt() {
		Replica one = replica();
		Replica two = replica();
		String first = one.kid();
		one.rotation().withdraw(first);
		assertThat(one.kid()).isNotEqualTo(first);
		assertThat(one.ring().find(first)).isEmpty();
		pass(0, two);
		assertThat(two.ring().find(first)).isEmpty();
		assertThat(two.kid()).isEqualTo(one.kid());
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> two.rotation().withdraw(first))
			.matches((problem) -> problem.kind() == ProblemKind.KEY_NOT_FOUND);
	}

	@Test
	void startWhenTokensLiveLongerKeepsOldKeysLonger() {
		Replica one = replica();
		String first = one.kid();
		this.jdbc.sql("update signing_keys set token_seconds = 86400").update();
		one.rotation().rotate();
		pass(DAY - 1, one);
		assertThat(one.published()).contains(first);
		pass(1, one);
		assertThat(one.published()).doesNotContain(first);
		this.jdbc.sql("update signing_keys set token_seconds = 60").update();
		replica();
		assertThat(this.jdbc.sql("select min(token_seconds) from signing_keys").query(Long.class).single())
			.isEqualTo(16 * 60);
	}

	@Test
	void startWhenSecretsHaveTurnedSealsTheKeysAnew() {
		Replica before = replica(SigningAlgorithm.ES256, "90d", "", secrets(OLD, NEW));
		String kid = before.kid();
		Replica after = replica(SigningAlgorithm.ES256, "90d", "", secrets(NEW, OLD));
		assertThat(after.kid()).isEqualTo(kid);
		pass(0, before);
		assertThat(before.kid()).isEqualTo(kid);
		Replica dropped = replica(SigningAlgorithm.ES256, "90d", "", secrets(NEW, ""));
		assertThat(dropped.kid()).isEqualTo(kid);
	}

	@Test
	void startWhenOnlyOneSecretHasTurnedKeepsTheKeys() {
		String kid = replica().kid();
		TokenSecrets turned = new TokenSecrets(NEW, OLD + "r", OLD, "", false);
		assertThat(replica(SigningAlgorithm.ES256, "90d", "", turned).kid()).isEqualTo(kid);
		TokenSecrets both = new TokenSecrets(NEW, NEW + "r", "", OLD + "r", false);
		assertThat(replica(SigningAlgorithm.ES256, "90d", "", both).kid()).isEqualTo(kid);
	}

	@Test
	void startWhenSecretsAreUnknownMakesAKeyAndBelievesNoneOfTheOthers() {
		String kid = replica().kid();
		Replica foreign = replica(SigningAlgorithm.ES256, "90d", "", secrets(NEW, ""));
		assertThat(foreign.kid()).isNotEqualTo(kid);
		assertThat(foreign.ring().find(kid)).isEmpty();
		assertThat(foreign.published()).containsExactly(foreign.kid());
	}

	@Test
	void reloadWhenAnIntruderHasChangedTheTableBelievesNothingOfIt() {
		Replica one = replica();
		KeyPair foreign = SigningAlgorithm.ES256.generate();
		String kid = PublicJwk.kid(foreign.getPublic());
		this.jdbc.sql("""
				insert into signing_keys select ?, algorithm, 99, ?, sealed_key, published_at, signs_from, token_seconds
				from signing_keys""")
			.params(kid, Base64.getEncoder().encodeToString(foreign.getPublic().getEncoded()))
			.update();
		assertThat(one.ring().find(kid)).isEmpty();
		String first = one.kid();
		this.jdbc.sql("delete from signing_keys where kid = ?").param(kid).update();
		this.jdbc.sql("update signing_keys set public_key = ? where kid = ?")
			.params(Base64.getEncoder().encodeToString(foreign.getPublic().getEncoded()), first)
			.update();
		Replica two = replica();
		assertThat(two.ring().find(first)).isEmpty();
		assertThat(two.kid()).isNotEqualTo(first);
	}

	@Test
	void tendWhenKeysAreForeignForAMonthForgetsThem() {
		String kid = replica().kid();
		Replica foreign = replica(SigningAlgorithm.ES256, "0", "", secrets(NEW, ""));
		pass(30 * DAY, foreign);
		assertThat(stored()).containsExactly(foreign.kid(), kid);
		pass(1, foreign);
		assertThat(stored()).containsExactly(foreign.kid());
	}

	@Test
	void startWhenAlgorithmHasChangedKnowsNoKeyOfTheOther() {
		Replica before = replica();
		String kid = before.kid();
		Replica after = replica(SigningAlgorithm.EDDSA, "90d", "", secrets(OLD, ""));
		assertThat(after.ring().find(kid)).isEmpty();
		assertThat(after.published()).containsExactly(after.kid());
		assertThat(replica().kid()).isEqualTo(kid);
	}

	@Test
	void startWhenTheOperatorGivesAKeySignsWithItAndKeepsTheOldOne() {
		Replica before = replica();
		String first = before.kid();
		this.time.pass(1);
		KeyPair pair = SigningAlgorithm.ES256.generate();
		Replica after = replica(SigningAlgorithm.ES256, "90d", pem(pair), secrets(OLD, ""));
		String given = PublicJwk.kid(pair.getPublic());
		assertThat(after.kid()).isEqualTo(given);
		assertThat(after.published()).containsExactly(given, first);
		PublicKey known = before.ring().find(given).orElseThrow();
		assertThat(known).isEqualTo(pair.getPublic());
		assertThat(replica(SigningAlgorithm.ES256, "90d", pem(pair), secrets(OLD, "")).published())
			.containsExactly(given, first);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> after.rotation().rotate())
			.matches((problem) -> problem.kind() == ProblemKind.FIXED_KEY);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> after.rotation().withdraw(given))
			.matches((problem) -> problem.kind() == ProblemKind.FIXED_KEY);
		after.rotation().withdraw(first);
		pass(200 * DAY, after);
		assertThat(after.published()).containsExactly(given);
		Replica back = replica();
		pass(1, back);
		assertThat(back.kid()).isNotEqualTo(given);
		assertThat(back.published()).containsExactly(back.kid(), given);
	}

	private static String pem(KeyPair pair) {
		StringWriter text = new StringWriter();
		text.write("-----BEGIN PRIVATE KEY-----\n");
		text.write(Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pair.getPrivate().getEncoded()));
		text.write("\n-----END PRIVATE KEY-----");
		return text.toString();
	}

	@Test
	void startWhenASecretSignsDoesNothing() {
		Replica shared = replica(SigningAlgorithm.HS256, "90d", "", secrets(OLD, ""));
		ScheduledTaskRegistrar tasks = new ScheduledTaskRegistrar();
		shared.rotation().configureTasks(tasks);
		assertThat(tasks.hasTasks()).isFalse();
		assertThat(stored()).isEmpty();
		assertThat(shared.published()).isEmpty();
		stopped(SigningAlgorithm.RS256, "90d", "", secrets(OLD, "")).rotation().configureTasks(tasks);
		assertThat(tasks.hasTasks()).isTrue();
	}

	/**
	 * The room's part of a server.
	 */
	private record Replica(KeyRing ring, KeyRotation rotation, Clock clock) {

		String kid() {
			return this.ring.signer().kid();
		}

		List<String> published() {
			return this.ring.keys().published(this.clock.instant()).stream().map(Known::kid).toList();
		}

	}

}
