package dev.authserver.proxy;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Gives each request an id, by which its answer and its lines in the log can be found.
 */
@Component
public class RequestIds {

	/**
	 * The header that tells the id, of a trusted proxy's request and of every answer.
	 */
	public static final String HEADER = "X-Request-Id";

	/**
	 * What can stand in a header and in a line of the log without quotes.
	 */
	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private final List<IpAddressMatcher> proxies;

	RequestIds(ProxyProperties proxies) {
		this.proxies = proxies.trusted().stream().map(IpAddressMatcher::new).toList();
	}

	/**
	 * The id that a trusted proxy tells, or a new one. It is no secret, and need not be
	 * hard to guess.
	 * @param told in the request
	 * @param peer address of whoever has sent the request to this server
	 */
	public String of(@Nullable String told, String peer) {
		if (told != null && FORM.matcher(told).matches()
				&& this.proxies.stream().anyMatch((proxy) -> proxy.matches(peer))) {
			return told;
		}
		return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
	}

}
