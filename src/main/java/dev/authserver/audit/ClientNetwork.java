package dev.authserver.audit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * Tells which addresses belong to one client: a host has one IPv4 address, but a whole
 * /64 network of IPv6 ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6177#section-2">RFC 6177, 2</a>
 */
public final class ClientNetwork {

	private static final int IPV6_NETWORK_BYTES = 8;

	private ClientNetwork() {
	}

	/**
	 * The same text for all addresses of a client.
	 */
	public static String of(String address) {
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address)
					? HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_NETWORK_BYTES) : parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
