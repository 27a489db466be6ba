package dev.authserver.web;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the files of the pages cost a stranger's request no more than one reading, and no
 * memory.
 */
@ApiTest
class FileTests {

	private static final String BUNDLE = "/webjars/swagger-ui/swagger-ui-bundle.js";

	@LocalServerPort
	private int port;

	@Autowired
	private Cache files;

	private Api api;

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bytes=-1,-1,-1,-1,-1", "bytes=0-0,1-1", "bytes=0-,0-", "bytes=0-0,",
			",bytes=0-0", "bytes=9-0,1-" })
	void getWhenRangesAreManyAnswersWholeFile(String ranges) {
		for (String path : List.of("/webjars/redoc/redoc.standalone.js", BUNDLE, "/pages/index.css", "/favicon.svg",
				"/docs")) {
			Answer answer = this.api.get(path, "Range", ranges);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(this.api.get(path).body());
			assertThat(this.api.send("HEAD", path, "Range", ranges).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { BUNDLE, "/webjars/redoc/redoc.standalone.js", "/pages/index.css" })
	void getWhenRangeIsOneAnswersPart(String path) {
		String whole = this.api.get(path).body();
		Answer part = this.api.get(path, "Range", "bytes=2-5");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(whole.substring(2, 6));
	}

	@Test
	void getWhenPathIsEncodedInManyWaysKeepsFew() throws InterruptedException {
		String name = "index.css";
		for (int way = 0; way < 1 << name.length(); way++) {
			assertThat(this.api.send("HEAD", "/webjars/swagger-ui/" + encoded(name, way)).status()).isIn(200, 400);
		}
		ConcurrentMap<?, ?> cached = (ConcurrentMap<?, ?>) this.files.getNativeCache();
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (cached.size() > WebJarConfiguration.MAX_CACHED && System.nanoTime() < deadline) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		assertThat(cached).hasSizeLessThanOrEqualTo(WebJarConfiguration.MAX_CACHED);
	}

	/**
	 * The name with those letters percent-encoded whose bits are set.
	 */
	private static String encoded(String name, int way) {
		return name.chars()
			.mapToObj((letter) -> ((way >> name.indexOf(letter)) & 1) == 0 ? Character.toString(letter)
					: "%" + HexFormat.of().toHexDigits((byte) letter))
			.collect(Collectors.joining());
	}

}
