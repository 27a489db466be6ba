package dev.authserver.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pages in a real browser, which asks nobody but this server.
 */
@ApiTest
class DocsBrowserTests {

	private static final String NOT_INSTALLED = "NOTICE: the pages were not tested in a browser, "
			+ "since the PATH holds no chromium and chromedriver";

	@LocalServerPort
	private int port;

	private String base;

	private Browser browser;

	@BeforeEach
	void start() {
		this.base = "http://localhost:" + this.port;
		Optional<Browser> started = Browser.start();
		if (started.isEmpty()) {
			System.out.println(NOT_INSTALLED);
		}
		assumeTrue(started.isPresent(), NOT_INSTALLED);
		this.browser = started.get();
	}

	@AfterEach
	void stop() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void indexWhenLinkFollowedOpensDocs() {
		this.browser.open(this.base + "/");
		assertThat(this.browser.text("h1")).isEqualTo("Authentication Server");
		this.browser.click("a[href='/docs']");
		assertThat(this.browser.text(".info .title")).startsWith("Auth Server");
		assertEverythingCameFromHere();
	}

	@Test
	void docsWhenAdminAuthorizedCreatesUser() {
		this.browser.open(this.base + "/docs/");
		assertThat(this.browser.title()).startsWith("Auth Server");
		authorize(Api.ADMIN, Api.ADMIN_PASSWORD);
		String email = Api.email();
		String operation = "#operations-User-createUser ";
		this.browser.click(operation + ".opblock-summary-control");
		this.browser.click(operation + ".try-out__btn");
		this.browser.type(operation + "textarea",
				Api.json(Map.of("email", email, "password", "correct horse battery")));
		this.browser.click(operation + ".btn.execute");
		assertThat(this.browser.text(operation + ".live-responses-table tbody td.response-col_status"))
			.startsWith("201");
		assertThat(new Api(this.port).get(Api.query(email)).status()).isEqualTo(200);
		assertEverythingCameFromHere();
	}

	@Test
	void docsWhenReloadedIsStillAuthorizedAndKeepsNoPassword() {
		this.browser.open(this.base + "/docs");
		authorize(Api.ADMIN, Api.ADMIN_PASSWORD);
		String kept = this.browser.script("return localStorage.getItem('authorized')");
		assertThat(kept).contains("access_token").contains("\"password\":\"\"");
		this.browser.open(this.base + "/docs");
		String email = Api.email();
		new Api(this.port).create(email, "correct horse battery", Api.bearer(new Api(this.port).adminToken()));
		String operation = "#operations-User-updateUser ";
		this.browser.click(operation + ".opblock-summary-control");
		this.browser.click(operation + ".try-out__btn");
		this.browser.type(operation + "tr[data-param-name='email'] input", email);
		this.browser.click(operation + ".btn.execute");
		assertThat(this.browser.text(operation + ".live-responses-table tbody td.response-col_status"))
			.startsWith("200");
		assertThat(new Api(this.port).login(email, "correct horse battery").status()).isEqualTo(200);
		assertThat(new Api(this.port).adminLogin(email, "correct horse battery").status()).isEqualTo(403);
		assertEverythingCameFromHere();
	}

	@Test
	void docsWhenAuthorizedSendsTheTokenWithReadsToo() {
		this.browser.open(this.base + "/docs");
		authorize(Api.ADMIN, Api.ADMIN_PASSWORD);
		String operation = "#operations-User-listUsers ";
		this.browser.click(operation + ".opblock-summary-control");
		this.browser.click(operation + ".try-out__btn");
		this.browser.type(operation + "tr[data-param-name='q'] input", "admin");
		this.browser.click(operation + ".btn.execute");
		assertThat(this.browser.text(operation + ".live-responses-table tbody td.response-col_status"))
			.startsWith("200");
	}

	private void authorize(String username, String password) {
		this.browser.click(".btn.authorize");
		this.browser.type("#oauth_username", username);
		this.browser.type("#oauth_password", password);
		this.browser.click(".auth-btn-wrapper .authorize");
		assertThat(this.browser.text(".auth-container h6")).isEqualTo("Authorized");
		this.browser.click(".auth-btn-wrapper .btn-done");
	}

	@Test
	void redocWhenOpenedShowsEveryOperation() {
		this.browser.open(this.base + "/redoc");
		assertThat(this.browser.text("h1")).startsWith("Auth Server");
		for (String operation : List.of("createUser", "getUser", "updateUser", "deleteUser", "listUsers")) {
			assertThat(this.browser.text("[id='tag/User/operation/" + operation + "'] h2")).isNotBlank();
		}
		for (String operation : List.of("login", "adminLogin", "refresh")) {
			assertThat(this.browser.text("[id='tag/Token/operation/" + operation + "'] h2")).isNotBlank();
		}
		assertEverythingCameFromHere();
	}

	private void assertEverythingCameFromHere() {
		assertThat(this.browser.requests()).isNotEmpty()
			.allMatch((url) -> url.startsWith(this.base + "/") || url.startsWith("data:") || url.startsWith("blob:"));
		assertThat(this.browser.complaints()).isEmpty();
	}

}
