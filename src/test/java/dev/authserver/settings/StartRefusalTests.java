package dev.authserver.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ServerProcess;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of servers that start in processes of their own.
 */
@Execution(ExecutionMode.CONCURRENT)
class StartRefusalTests {

	private static final String GOOD = "0123456789abcdef0123456789ABCDEF";

	@TempDir
	private Path folder;

	@Test
	void startWhenSecretIsMissingNamesItAndEnds() {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.remove("ACCESS_TOKEN_SECRET");
		assertRefused(settings, "ACCESS_TOKEN_SECRET is not set");
	}

	@Test
	void startWhenDataDirIsNoFolderNamesItAndEnds() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertRefused(ServerProcess.settings(file.resolve("data")), "DATA_DIR");
	}

	@Test
	void startWhenFolderIsInUseSaysSoAndLeavesTheFirstAlone() {
		try (ServerProcess first = ServerProcess.start(ServerProcess.settings(this.folder))) {
			assertRefused(ServerProcess.settings(this.folder), "Another server is using the database in DATA_DIR");
			assertThat(first.api().get("/users/").status()).isEqualTo(200);
		}
	}

	@Test
	void startWhenSecretsComeFromFilesWorks() throws IOException {
		Map<String, String> settings = new HashMap<>();
		settings.put("DATA_DIR", this.folder.resolve("data").toString());
		settings.put("ACCESS_TOKEN_SECRET_FILE", write("access", GOOD + "\n"));
		settings.put("REFRESH_TOKEN_SECRET_FILE", write("refresh", GOOD + "2\r\n"));
		settings.put("ADMIN_PASSWORD_FILE", write("password", "from a file"));
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThat(server.api().adminLogin("admin@example.com", "from a file").status()).isEqualTo(200);
			assertThat(server.output()).doesNotContain("default password").doesNotContain(GOOD);
		}
	}

	@Test
	void startWhenSecretsLookLikeReferencesTakesThemToTheLetter() throws IOException {
		String access = "a ${REFRESH_TOKEN_SECRET} #{1} \\${x:y} $${${z}} \\\\${ é ${";
		String password = "${ACCESS_TOKEN_SECRET:}\\${x}$${ü}:}";
		Map<String, String> settings = ServerProcess.settings(this.folder.resolve("data ${DATA_DIR} #{1}"));
		settings.put("LC_ALL", "C.UTF-8");
		settings.put("ACCESS_TOKEN_SECRET", access);
		settings.remove("REFRESH_TOKEN_SECRET");
		settings.put("REFRESH_TOKEN_SECRET_FILE", write("${ACCESS_TOKEN_SECRET}\\${x}", access + "r\n"));
		settings.put("ADMIN_PASSWORD", password);
		try (ServerProcess server = ServerProcess.start(settings)) {
			Answer login = server.api().login("admin@example.com", password);
			assertThat(Tokens.isSignedWith(login.text("access_token"), access)).isTrue();
			assertThat(Tokens.isSignedWith(login.text("refresh_token"), access + "r")).isTrue();
			assertThat(server.output()).doesNotContain("${REFRESH_TOKEN_SECRET}").doesNotContain("ü");
		}
		assertThat(this.folder.resolve("data ${DATA_DIR} #{1}").resolve("auth.mv.db")).isNotEmptyFile();
	}

	@Test
	void startWhenInDevProfileDrawsSecrets() {
		Map<String, String> settings = Map.of("DATA_DIR", this.folder.toString(), "SPRING_PROFILES_ACTIVE", "dev");
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThat(server.output()).contains("Drew ACCESS_TOKEN_SECRET and REFRESH_TOKEN_SECRET for this run only");
			assertThat(server.api().adminLogin("admin@example.com", "admin").status()).isEqualTo(200);
		}
	}

	private String write(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content).toString();
	}

	private static void assertRefused(Map<String, String> settings, String message) {
		try (ServerProcess server = ServerProcess.launch(settings)) {
			assertThat(server.awaitExit()).isEqualTo(1);
			assertThat(server.output()).contains(message)
				.contains("Action:")
				.doesNotContain("\tat ")
				.doesNotContain(GOOD);
		}
	}

}
