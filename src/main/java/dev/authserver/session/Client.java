package dev.authserver.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Where a login comes from, for its owner to recognize it.
 *
 * @param userAgent what the client calls itself
 * @param address of the client
 */
public record Client(@Nullable String userAgent, String address) {

	static final int MAX_USER_AGENT = 200;

	/**
	 * The longest text of an IPv6 address.
	 */
	static final int MAX_ADDRESS = 45;

	public static Client of(HttpServletRequest request) {
		String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
		String readable = (userAgent != null) ? userAgent.replaceAll("[^\\x20-\\x7e]", "?") : null;
		return new Client(cut(readable, MAX_USER_AGENT), String.valueOf(cut(request.getRemoteAddr(), MAX_ADDRESS)));
	}

	private static @Nullable String cut(@Nullable String text, int length) {
		return (text == null || text.length() <= length) ? text : text.substring(0, length);
	}

}
