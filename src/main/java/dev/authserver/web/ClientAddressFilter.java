package dev.authserver.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Makes {@code getRemoteAddr} the address of the client behind trusted proxies: of what
 * {@code X-Forwarded-For} lists, the rightmost address that is no trusted proxy. The
 * client may have written all that stands to the left of it.
 */
class ClientAddressFilter extends HttpFilter {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

	/**
	 * An IPv4 or IPv6 literal. Names never match, as they would be looked up. Nothing is
	 * tried twice, however long the text is.
	 */
	private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F]*+:[0-9a-fA-F:.]*+");

	/**
	 * What some proxies put around an address: brackets and a port.
	 */
	private static final Pattern DECORATED = Pattern.compile("\\[([^]]*)](?::\\d+)?|([^:]*):\\d+");

	private final List<IpAddressMatcher> trusted;

	ClientAddressFilter(List<IpAddressMatcher> trusted) {
		this.trusted = List.copyOf(trusted);
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.trusted.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		String client = client(request);
		chain.doFilter(new HttpServletRequestWrapper(request) {

			@Override
			public String getRemoteAddr() {
				return client;
			}

		}, response);
	}

	private String client(HttpServletRequest request) {
		Deque<String> hops = new ArrayDeque<>();
		for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
			List.of(header.split(",")).forEach(hops::push);
		}
		String client = request.getRemoteAddr();
		while (isTrusted(client) && !hops.isEmpty()) {
			Optional<String> hop = address(hops.pop().strip());
			if (hop.isEmpty()) {
				return client;
			}
			client = hop.get();
		}
		return client;
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

	private boolean isTrusted(String address) {
		return this.trusted.stream().anyMatch((proxy) -> proxy.matches(address));
	}

}
