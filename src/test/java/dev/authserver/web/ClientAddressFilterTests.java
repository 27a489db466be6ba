package dev.authserver.web;

import java.util.List;

import dev.authserver.settings.InvalidSettingException;
import jakarta.servlet.ServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose word is taken about the client's address.
 */
class ClientAddressFilterTests {

	private static String client(List<String> trusted, String peer, String... forwarded) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(peer);
		for (String header : forwarded) {
			request.addHeader("X-Forwarded-For", header);
		}
		MockFilterChain chain = new MockFilterChain();
		new ClientAddressFilter(new ProxyProperties(trusted).matchers()).doFilter(request,
				new MockHttpServletResponse(), chain);
		ServletRequest passed = chain.getRequest();
		return (passed != null) ? passed.getRemoteAddr() : "none";
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "10.0.0.1 | 192.0.2.7 | 192.0.2.7", "10.0.0.1 | 6.6.6.6, 192.0.2.7 | 192.0.2.7",
					"10.0.0.1 | 6.6.6.6, 192.0.2.7, 10.9.9.9 | 192.0.2.7", "10.0.0.1 | 192.0.2.7:4711 | 192.0.2.7",
					"10.0.0.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
					"10.0.0.1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7", "10.0.0.1 | ::ffff:192.0.2.7 | 192.0.2.7",
					"10.0.0.1 | 10.2.2.2 | 10.2.2.2", "::1 | 192.0.2.7 | 192.0.2.7",
					"203.0.113.9 | 192.0.2.7 | 203.0.113.9", "10.0.0.1 | unknown | 10.0.0.1",
					"10.0.0.1 | '' | 10.0.0.1", "10.0.0.1 | ::: | 10.0.0.1", "10.0.0.1 | 6.6.6.6, localhost | 10.0.0.1",
					"10.0.0.1 | 999.1.1.1 | 10.0.0.1", "10.0.0.1 | 192.0.2.7, ,10.2.2.2 | 10.2.2.2" })
	void addressWhenProxiesAreTrustedIsTheRightmostOther(String peer, String forwarded, String client)
			throws Exception {
		assertThat(client(List.of("10.0.0.0/8", "::1"), peer, forwarded)).isEqualTo(client);
	}

	@Test
	void addressWhenHeaderIsRepeatedReadsAllInOrder() throws Exception {
		assertThat(client(List.of("10.0.0.0/8"), "10.0.0.1", "6.6.6.6", "192.0.2.7", "10.3.3.3"))
			.isEqualTo("192.0.2.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "g", "1", "]", ".", ",", ":1" })
	void addressWhenHopIsLongIsThePeer(String end) throws Exception {
		for (String part : List.of(":", "1:", "[", "[:", "1.", "x,")) {
			String peer = client(List.of("10.0.0.0/8"), "10.0.0.1", part.repeat(300_000) + end);
			assertThat(peer).isEqualTo("10.0.0.1");
		}
	}

	@Test
	void addressWhenNobodyIsTrustedIsThePeer() throws Exception {
		assertThat(client(List.of(), "10.0.0.1", "192.0.2.7")).isEqualTo("10.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example.com", "10.0.0.0/33", "*" })
	void startWhenTrustedProxyIsNoNetworkIsRefused(String network) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new ProxyProperties(List.of(network)))
			.withMessageContaining("TRUSTED_PROXIES");
	}

}
