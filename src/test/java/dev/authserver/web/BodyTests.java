package dev.authserver.web;

import java.io.File;
import java.io.IOException;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.RawSocket;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body counts where a route reads it, and nowhere else; no body is no body.
 */
@ApiTest
class BodyTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String MULTIPART = "multipart/form-data; boundary=B";

	@LocalServerPort
	private int port;

	@Autowired
	private ServletContext context;

	private Api api;

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
	}

	private static byte[] part(String disposition, String value) {
		return "--B\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n--B--\r\n".formatted(disposition, value)
			.getBytes();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "name=\"q\"; filename=\"x\"", "name=\"q\"", "name=\"limit\"", "filename=\"x\"", "name=\"" })
	void readWhenBodyIsMultipartReadsTheQueryAlone(String disposition) {
		byte[] body = part(disposition, "admin");
		assertThat(this.api.send("GET", "/users/", body, "Content-Type", MULTIPART).status()).isEqualTo(200);
		assertThat(this.api.send("GET", "/users/?q=a", body, "Content-Type", MULTIPART).status()).isEqualTo(401);
		assertThat(this.api.send("GET", "/user/", body, "Content-Type", MULTIPART).status()).isEqualTo(422);
		assertThat(this.api.send("HEAD", "/users/", body, "Content-Type", MULTIPART).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /users/?limit=1, 200", "GET, /user/, 422", "DELETE, /user/, 422", "PUT, /user/, 422",
			"POST, /user/?email=nobody@example.com, 422", "GET, /user/sessions/, 422" })
	void sendWhenBodyIsAFormReadsTheQueryAlone(String method, String path, int status) {
		byte[] form = "email=admin@example.com&q=a&limit=x".getBytes();
		Answer answer = this.api.send(method, path, form, "Content-Type", FORM, "Authorization",
				"Bearer " + this.api.adminToken());
		assertThat(answer.status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { FORM, MULTIPART, "multipart/form-data", "text/plain", "garbage", "a/b/c",
			"application/json", "application/json; charset=bogus", "*/*", "" })
	void sendWhenBodyIsEmptyIgnoresItsType(String type) throws IOException {
		String admin = this.api.adminToken();
		String email = Api.email();
		this.api.create(email, "correct horse battery", Api.bearer(admin));
		String change = Api.query(email) + "&new_email=" + Api.encode("x" + email);
		for (String framing : new String[] { "Content-Length: 0", "Transfer-Encoding: chunked", "X: none" }) {
			String end = framing.endsWith("chunked") ? "0\r\n\r\n" : "";
			String[] headers = { "Content-Type: " + type, framing, "Authorization: Bearer " + admin };
			assertThat(send("PUT", change, end, headers).status()).isEqualTo(200);
			change = Api.query("x" + email) + "&new_email=" + Api.encode("x" + email);
			assertThat(send("GET", "/users/?limit=1", end, headers).status()).isEqualTo(200);
			for (String path : new String[] { "/token/", "/refresh/", "/logout/", "/user/" }) {
				Answer answer = send("POST", path, end, headers);
				assertThat(answer.status()).isEqualTo(422);
				assertThat(answer.text("detail")).isEqualTo("body: must be a JSON object");
			}
			assertThat(send("POST", "/admin_token/", end, headers).status()).isEqualTo(422);
		}
	}

	private Answer send(String method, String path, String body, String... headers) throws IOException {
		return RawSocket.send(this.port, RawSocket.request(method, path, headers) + body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"another good one\"}", "{" })
	void putWhenChunkedBodyIsNotEmptyReadsIt(String json) throws IOException {
		String email = Api.email();
		this.api.create(email, "correct horse battery", Api.bearer(this.api.adminToken()));
		String chunks = "1\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(json.charAt(0), json.length(),
				" ".repeat(1) + json.substring(1));
		Answer answer = send("PUT", Api.query(email), chunks, "Content-Type: application/json",
				"Transfer-Encoding: chunked", "Authorization: Bearer " + this.api.adminToken());
		assertThat(answer.status()).isEqualTo((json.length() > 1) ? 200 : 422);
	}

	@Test
	void adminTokenWhenFieldIsAFileReturns422() {
		String body = new String(part("name=\"username\"", Api.ADMIN)).replace("--B--", "")
				+ new String(part("name=\"password\"; filename=\"x\"", Api.ADMIN_PASSWORD));
		Answer answer = this.api.send("POST", "/admin_token/", body.getBytes(), "Content-Type", MULTIPART);
		assertThat(answer.text("detail")).isEqualTo("password: must not be empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { FORM, MULTIPART })
	void adminTokenWhenFieldsAreTooManyReturns422(String type) {
		String field = type.equals(FORM) ? "&a%d=" : "--B\r\nContent-Disposition: form-data; name=\"a%d\"\r\n\r\n\r\n";
		StringBuilder fields = new StringBuilder(type.equals(FORM) ? "username=a&password=b" : "");
		IntStream.range(0, 1000).forEach((i) -> fields.append(field.formatted(i)));
		Answer answer = this.api.send("POST", "/admin_token/", (fields + "--B--").getBytes(), "Content-Type", type);
		assertThat(answer.status()).isEqualTo(422);
	}

	@Test
	void adminTokenWhenTemporaryFolderIsGoneReadsMultipart() {
		File folder = (File) this.context.getAttribute(ServletContext.TEMPDIR);
		FileSystemUtils.deleteRecursively(folder);
		try {
			String part = "--B\r\ncontent-disposition:form-data;name=%s\r\nX: y\r\n\r\n%s\r\n";
			String body = "preamble\r\n" + part.formatted("username", Api.ADMIN)
					+ part.formatted("\"password\"", Api.ADMIN_PASSWORD) + part.formatted("a", "x").repeat(30)
					+ "--B--epilogue";
			Answer login = this.api.send("POST", "/admin_token/", body.getBytes(), "Content-Type",
					"Multipart/Form-Data; charset=utf-8; boundary=\"B\"");
			assertThat(login.status()).isEqualTo(200);
		}
		finally {
			assertThat(folder.exists() || folder.mkdirs()).isTrue();
		}
	}

}
