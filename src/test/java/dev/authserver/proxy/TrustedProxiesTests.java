package dev.authserver.proxy;

import java.util.List;
import java.util.stream.Stream;

import dev.authserver.proxy.TrustedProxies.Origin;
import dev.authserver.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose word is taken about the client's address and scheme.
 */
class TrustedProxiesTests {

	private static final List<String> TRUSTED = List.of("10.0.0.0/8", "::1");

	private static Origin origin(String peer, String addresses, String schemes) {
		TrustedProxies proxies = new TrustedProxies(new ProxyProperties(TRUSTED).matchers());
		return proxies.origin(peer, list(addresses), list(schemes));
	}

	private static List<String> list(@Nullable String header) {
		return (header != null) ? Stream.of(header.split(",")).map(String::strip).toList() : List.of();
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
					"10.0.0.1 | 999.1.1.1 | 10.0.0.1", "10.0.0.1 | 192.0.2.07 | 10.0.0.1",
					"10.0.0.1 | [192.0.2.7] | 192.0.2.7", "10.0.0.1 | 192.0.2.7, ,10.2.2.2 | 10.2.2.2" })
	void addressWhenProxiesAreTrustedIsTheRightmostOther(String peer, String forwarded, String client) {
		assertThat(origin(peer, forwarded, null).address()).isEqualTo(client);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "192.0.2.7 | https | true", "192.0.2.7 | HTTPS | true", "192.0.2.7 | http | false",
					"192.0.2.7 | | false", "192.0.2.7 | httpss | false", "| https | true",
					"192.0.2.7 | https, http | false", "192.0.2.7 | http, https | true",
					"192.0.2.7, 10.2.2.2 | https, http | true", "192.0.2.7, 10.2.2.2 | http, https | false",
					"192.0.2.7, 10.2.2.2 | https | true", "192.0.2.7, 10.2.2.2 | https, http, http | false",
					"6.6.6.6, 192.0.2.7 | https, http | false", "unknown | http, https | true" })
	void schemeWhenProxiesAreTrustedIsOfTheOutermostOfThem(String forwarded, String schemes, boolean https) {
		assertThat(origin("10.0.0.1", forwarded, schemes).https()).isEqualTo(https);
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example.com", "10.0.0.0/33", "*" })
	void startWhenTrustedProxyIsNoNetworkIsRefused(String network) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new ProxyProperties(List.of(network)))
			.withMessageContaining("TRUSTED_PROXIES");
	}

}
