package dev.authserver.web;

import dev.authserver.testsupport.Api.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers that no answer may lack, and those that none may have.
 */
final class ProtectiveHeaders {

	private ProtectiveHeaders() {
	}

	static void assertPresent(Answer answer) {
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
		assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
	}

}
