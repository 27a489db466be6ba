package dev.authserver.audit;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log tells where e-mails may be written out.
 */
@ApiTest
@TestPropertySource(properties = "LOG_EMAILS=on")
@ExtendWith(OutputCaptureExtension.class)
class EmailLogTests {

	@LocalServerPort
	private int port;

	@Test
	void logWhenEmailsAreOnEscapesThem(CapturedOutput log) {
		new Api(this.port).adminLogin("eve\"\r\n\u2028\u202eü=\\@example.com", "wrong");
		assertThat(log)
			.contains("authn_login_fail email=\"eve\\u0022\\u000d\\u000a\\u2028\\u202eü=\\u005c@example.com\"");
	}

}
