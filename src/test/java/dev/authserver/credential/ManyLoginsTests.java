package dev.authserver.credential;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More logins at once than a small server can check.
 */
@Execution(ExecutionMode.CONCURRENT)
class ManyLoginsTests {

	@TempDir
	private Path folder;

	@Test
	void loginWhenTwoHundredComeAtOnceIsAnsweredOrPutOff() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("LOGIN_THROTTLE", "off");
		try (ServerProcess server = ServerProcess.start(settings)) {
			Api api = server.api();
			List<Integer> statuses = Api.inParallel(200, () -> api.login(Api.ADMIN, Api.ADMIN_PASSWORD).status());
			assertThat(statuses).contains(200, 503).containsOnly(200, 503);
			assertThat(api.login(Api.ADMIN, Api.ADMIN_PASSWORD).status()).isEqualTo(200);
			assertThat(server.output()).doesNotContain("OutOfMemoryError");
		}
	}

}
