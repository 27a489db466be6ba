package dev.authserver.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.authserver.settings.StartWarnings;
import dev.authserver.storage.EmbeddedDatabase;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.ManualClock;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups that are taken while admins rename users 200 times a second, and unpacked into
 * empty folders.
 */
@ApiTest
class RestoreTests {

	private static final int WRITERS = 4;

	private static final int MILLIS_BETWEEN_WRITES = 20;

	private static final int WRITES = 200;

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private EmbeddedDatabase database;

	@TempDir
	private Path parent;

	private final ManualClock clock = new ManualClock();

	private Api api;

	private List<Writer> writers;

	@BeforeEach
	void createUsers() {
		this.api = new Api(this.port);
		String[] admin = Api.bearer(this.api.adminToken());
		this.writers = IntStream.range(0, WRITERS).mapToObj((i) -> new Writer(this.api, admin)).toList();
	}

	@Test
	void restoreWhenBackedUpUnderWriteLoadHoldsWhatWasAcknowledged() throws Exception {
		String email = Api.email();
		this.api.create(email, PASSWORD, Api.bearer(this.api.adminToken()));
		String refreshToken = this.api.login(email, PASSWORD).text("refresh_token");
		Path restored = backUpUnderLoad();
		Map<String, String> settings = ServerProcess.settings(restored);
		settings.put("BACKUP_DIR", restored.resolveSibling("next").toString());
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThat(unchanged(server.api())).isEqualTo(unchanged(this.api)).isNotEmpty();
			assertThat(server.api().refresh(refreshToken).status()).isEqualTo(200);
			assertThat(server.api().create(Api.email(), PASSWORD, Api.bearer(server.api().adminToken())).status())
				.isEqualTo(201);
			server.awaitOutput("Backed the database up to " + restored.resolveSibling("next"));
			assertThat(server.output()).doesNotContain("ERROR");
		}
	}

	/**
	 * Backs up again and again while the writers write, and looks at each backup.
	 * @return where the last backup is unpacked
	 */
	private Path backUpUnderLoad() throws Exception {
		ScheduledExecutorService load = Executors.newScheduledThreadPool(WRITERS);
		try {
			this.writers.forEach(
					(one) -> load.scheduleAtFixedRate(one::rename, 0, MILLIS_BETWEEN_WRITES, TimeUnit.MILLISECONDS));
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			Path restored = backUp(0);
			for (int i = 1; this.writers.stream().mapToInt((one) -> one.acknowledged).sum() < WRITES; i++) {
				assertThat(System.nanoTime()).isLessThan(deadline);
				restored = backUp(i);
			}
			return restored;
		}
		finally {
			load.shutdown();
			assertThat(load.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	private Path backUp(int number) throws Exception {
		Path folder = this.parent.resolve("backups-" + number);
		List<Integer> before = this.writers.stream().map((one) -> one.acknowledged).toList();
		new Backups(this.database, new BackupProperties(folder.toString(), Duration.ofDays(1), 1), new StartWarnings(),
				this.clock)
			.backUpWhenDue();
		List<Integer> after = this.writers.stream().map((one) -> one.attempted).toList();
		Path restored = unpack(folder, Files.createDirectory(this.parent.resolve("restored-" + number)));
		try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + restored.resolve("auth"), "sa",
				"")) {
			for (int i = 0; i < WRITERS; i++) {
				assertThat(this.writers.get(i).restored(connection)).isBetween(before.get(i), after.get(i));
			}
		}
		return restored;
	}

	private static Path unpack(Path folder, Path target) throws IOException {
		try (Stream<Path> backups = Files.list(folder);
				InputStream file = Files.newInputStream(backups.findFirst().orElseThrow());
				ZipInputStream zip = new ZipInputStream(file)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				Files.copy(zip, target.resolve(entry.getName()));
			}
		}
		assertThat(target.toFile().list()).containsExactly("auth.mv.db");
		return target;
	}

	/**
	 * The users whom no writer renames.
	 */
	private static List<String> unchanged(Api api) {
		return api.get("/users/")
			.json()
			.valueStream()
			.map(JsonNode::toString)
			.filter((user) -> !user.contains(Writer.PREFIX))
			.toList();
	}

	/**
	 * Renames a user whose e-mail says how often it has been renamed.
	 */
	private static final class Writer {

		private static final String PREFIX = "renamed-";

		private final Api api;

		private final String[] admin;

		private final String name = PREFIX + Api.email();

		private volatile int attempted;

		private volatile int acknowledged;

		Writer(Api api, String[] admin) {
			this.api = api;
			this.admin = admin;
			api.create(email(0), PASSWORD, admin);
		}

		private String email(int number) {
			return number + this.name;
		}

		void rename() {
			int next = this.acknowledged + 1;
			this.attempted = next;
			Map<String, String> change = Map.of("new_email", email(next));
			assertThat(this.api.json("PUT", Api.query(email(next - 1)), change, this.admin).status()).isEqualTo(200);
			this.acknowledged = next;
		}

		/**
		 * How often the user had been renamed in a backup.
		 */
		int restored(Connection connection) throws Exception {
			try (ResultSet emails = connection.createStatement()
				.executeQuery("select email from users where email like '%" + this.name + "'")) {
				assertThat(emails.next()).isTrue();
				String email = emails.getString(1);
				assertThat(emails.next()).isFalse();
				return Integer.parseInt(email.substring(0, email.length() - this.name.length()));
			}
		}

	}

}
