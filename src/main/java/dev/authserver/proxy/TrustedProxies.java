package dev.authserver.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Finds the client behind trusted proxies: of what {@code X-Forwarded-For} lists, the
 * rightmost address that is no trusted proxy. The client may have written all that stands
 * to the left of it.
 */
class TrustedProxies {

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/**
	 * An IPv4 or IPv6 literal. Names never match, as they would be looked up.
	 */
	private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

	/**
	 * What some proxies put around an address: brackets and a port.
	 */
	private static final Pattern DECORATED = Pattern.compile("\\[([^]]*)](?::\\d+)?|([^:]*):\\d+");

	private final List<IpAddressMatcher> trusted;

	TrustedProxies(List<IpAddressMatcher> trusted) {
		this.trusted = List.copyOf(trusted);
	}

	boolean isTrusted(String address) {
		return this.trusted.stream().anyMatch((proxy) -> proxy.matches(address));
	}

	/**
	 * Reads what the proxies in front of a trusted peer tell.
	 * @param addresses values of {@code X-Forwarded-For}, in the order of the proxies
	 * @param schemes values of {@code X-Forwarded-Proto}, in the order of the proxies
	 */
	Origin origin(String peer, List<String> addresses, List<String> schemes) {
		String client = peer;
		int next = addresses.size();
		while (next > 0 && isTrusted(client)) {
			Optional<String> hop = address(addresses.get(next - 1));
			if (hop.isEmpty()) {
				break;
			}
			client = hop.get();
			next--;
		}
		return new Origin(client, isHttps(schemes, addresses.size() - next));
	}

	/**
	 * Whether the proxy that the client itself has reached names HTTPS. Each proxy has
	 * added one value, or only one of them any.
	 */
	private static boolean isHttps(List<String> schemes, int hops) {
		int own = Math.max(schemes.size() - Math.max(hops, 1), 0);
		return !schemes.isEmpty() && schemes.get(own).equalsIgnoreCase("https");
	}

	private static Optional<String> address(String hop) {
		Matcher decorated = DECORATED.matcher(hop);
		String literal = !decorated.matches() ? hop
				: (decorated.group(1) != null) ? decorated.group(1) : decorated.group(2);
		if (!LITERAL.matcher(literal).matches()) {
			return Optional.empty();
		}
		try {
			return Optional.of(InetAddress.getByName(literal).getHostAddress());
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Address and scheme from which a client reaches the outermost trusted proxy.
	 */
	record Origin(String address, boolean https) {

	}

}
