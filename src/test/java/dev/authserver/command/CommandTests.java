package dev.authserver.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.authserver.AuthServerApplication;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands do, and with which exit code they end.
 */
@ExtendWith(OutputCaptureExtension.class)
class CommandTests {

	private static final String EMAIL = "ada@example.com";

	private static final String PASSWORD = "correct horse battery";

	private static final String LINE = "{\"id\":7,\"email\":\"ada@example.com\",\"hashed_password\":"
			+ "\"$2b$04$Kt/F3U85dqY7JgflaQs6vescoe.50P3OcolnDI8xKLng2kDAtgk.G\",\"is_admin\":false,\"is_active\":true,"
			+ "\"created_at\":\"2020-01-01T00:00:00Z\"}\n";

	@TempDir
	private Path folder;

	private Result run(Map<String, String> settings, String input, String... command) {
		List<String> arguments = new ArrayList<>();
		settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.addAll(List.of(command));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = Commands.run(AuthServerApplication.class,
				new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new PrintStream(out),
				new PrintStream(err), arguments.toArray(String[]::new));
		return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private Map<String, String> settings() {
		return ServerProcess.settings(this.folder.resolve("data"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--SERVER_PORT=0", "--spring.profiles.active=dev", "--debug" })
	void startWhenOnlySettingsAreGivenServes(String argument) {
		assertThat(Commands.isAsked()).isFalse();
		assertThat(Commands.isAsked(argument)).isFalse();
		assertThat(Commands.isAsked(argument, "version")).isTrue();
		assertThat(Commands.isAsked(argument, "--help")).isTrue();
		assertThat(Commands.isAsked("-h")).isTrue();
	}

	@Test
	void runWhenNothingIsSetTellsVersionAndHelpAndHashes() {
		assertThat(run(Map.of(), "", "version").out()).startsWith("auth-server ").contains("Java");
		assertThat(run(Map.of(), "", "--version").out()).isEqualTo(run(Map.of(), "", "version").out());
		Result help = run(Map.of(), "", "--help");
		assertThat(help.code()).isZero();
		assertThat(help.out()).contains("import", "export", "admin", "check", "hash", "version");
		assertThat(run(Map.of(), "", "import", "--help").out()).contains("--on-conflict");
		assertThat(run(Map.of(), PASSWORD + "\n", "hash").out())
			.startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
		Result hash = run(Map.of("ARGON2_MEMORY", "7168", "ARGON2_PASSES", "5"), PASSWORD + "\n", "hash");
		assertThat(hash.code()).isZero();
		assertThat(hash.out()).startsWith("{argon2id}$argon2id$v=19$m=7168,t=5,p=1$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "imprt", "import", "admin nope", "export a b", "import --on-conflict=merge x", "-x",
			"hash", "version --nope" })
	void runWhenUsedWronglyExitsWith2(String command) {
		Result result = run(Map.of(), "", command.split(" "));
		assertThat(result.code()).as(result.err()).isEqualTo(2);
		assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
		assertThat(result.out()).isEmpty();
	}

	@Test
	void runWhenSomethingIsWrongExitsWith1(CapturedOutput log) {
		Result noFile = run(Map.of(), "", "import", this.folder.resolve("nothing").toString());
		assertThat(noFile.code()).isEqualTo(1);
		assertThat(noFile.err()).contains("is no file that can be read");
		Map<String, String> noSecret = settings();
		noSecret.remove("ACCESS_TOKEN_SECRET");
		Result noSecrets = run(noSecret, "", "check");
		assertThat(noSecrets.code()).isEqualTo(1);
		assertThat(log).contains("ACCESS_TOKEN_SECRET is not set");
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	@Test
	void importWhenExportedAgainIsTheSame() throws Exception {
		Result checked = run(settings(), "", "check");
		assertThat(checked.out()).contains("The settings are right", "The database is empty");
		Result imported = run(settings(), LINE + "garbage\n", "import", "-");
		assertThat(imported.code()).as("one line was refused").isEqualTo(1);
		assertThat(imported.out()).contains("\"created\" : 1", "\"failed\" : 1");
		Path file = Files.writeString(this.folder.resolve("out.ndjson"), "what was there before");
		assertThat(run(settings(), "", "export", file.toString()).code()).isZero();
		assertThat(file).hasContent(LINE);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		Result exported = run(settings(), "", "export", "-");
		assertThat(exported.out()).as("no admin was seeded").isEqualTo(LINE);
		assertThat(importThroughPipe(LINE.repeat(1000))).contains("\"skipped\" : 1000");
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).hasSize(2);
		}
	}

	private String importThroughPipe(String lines) throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		Thread writer = new Thread(() -> write(pipe, lines));
		writer.start();
		Result result = run(settings(), "", "import", pipe.toString());
		writer.join();
		Files.delete(pipe);
		return result.out() + result.err();
	}

	private static void write(Path file, String lines) {
		try {
			Files.writeString(file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void adminWhenPasswordIsLostRestoresIt(CapturedOutput log) throws IOException {
		run(settings(), LINE.replace("\"is_active\":true", "\"is_active\":false"), "import", "-");
		assertThat(run(settings(), "", "admin", EMAIL).code()).isEqualTo(2);
		Result restored = run(settings(), "a better password\nnot this line\n", "admin", "Ada@Example.com");
		assertThat(restored.code()).isZero();
		assertThat(restored.out()).isEqualTo("ada@example.com is an admin now\n");
		Map<String, String> withFile = settings();
		withFile.put("ADMIN_PASSWORD_FILE",
				Files.writeString(this.folder.resolve("password"), "from a ${file}\n").toString());
		Result created = run(withFile, "", "admin", "bob@example.com");
		assertThat(created.out()).isEqualTo("bob@example.com is created as an admin\n");
		try (ServerProcess server = ServerProcess.start(settings())) {
			String ada = server.api().adminLogin(EMAIL, "a better password").text("access_token");
			assertThat(server.api().adminLogin("bob@example.com", "from a ${file}").status()).isEqualTo(200);
			assertThat(server.api().login(Api.ADMIN, Api.ADMIN_PASSWORD).status()).isEqualTo(401);
			Result refused = run(settings(), LINE, "import", "-");
			assertThat(refused.code()).isEqualTo(1);
			assertThat(run(settings(), "", "check").code()).isEqualTo(1);
			assertThat(log).contains("Another server is using the database in DATA_DIR", "POST /users/import/")
				.doesNotContain("\tat ");
			assertThat(server.api().get("/me/", Api.bearer(ada)).status()).isEqualTo(200);
		}
	}

	/**
	 * How a command ended, and what it wrote.
	 */
	private record Result(int code, String out, String err) {

	}

}
