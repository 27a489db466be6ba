package dev.authserver.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Reads the address of a client from what a proxy tells. Some proxies add a port, and
 * brackets around IPv6; neither makes a client another one.
 */
public final class ClientAddress {

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/**
	 * An IPv4 or IPv6 address. Names never match, as they would be looked up.
	 */
	private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

	private ClientAddress() {
	}

	/**
	 * The told address in its usual form, or the peer's where none is told.
	 */
	public static String of(String told, String peer) {
		if (told.equals(peer)) {
			return peer;
		}
		String literal = told;
		if (told.startsWith("[") && told.indexOf(']') > 0) {
			literal = told.substring(1, told.indexOf(']'));
		}
		else if (told.indexOf(':') == told.lastIndexOf(':') && told.indexOf(':') > 0) {
			literal = told.substring(0, told.indexOf(':'));
		}
		try {
			return LITERAL.matcher(literal).matches() ? InetAddress.getByName(literal).getHostAddress() : peer;
		}
		catch (UnknownHostException ex) {
			return peer;
		}
	}

}
