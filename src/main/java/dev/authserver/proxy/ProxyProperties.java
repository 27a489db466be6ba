package dev.authserver.proxy;

import java.util.List;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The proxies whose word about their clients is taken.
 *
 * @param trusted addresses or networks in CIDR form, such as {@code 10.0.0.0/8}
 */
@ConfigurationProperties("auth.proxies")
public record ProxyProperties(List<String> trusted) implements Settings {

	public ProxyProperties(@Nullable List<String> trusted) {
		this.trusted = (trusted != null) ? List.copyOf(trusted) : List.of();
		this.trusted.forEach(ProxyProperties::check);
	}

	private static void check(String network) {
		try {
			new IpAddressMatcher(network);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(
					"TRUSTED_PROXIES names '" + network + "', which is neither an IP address nor a network.",
					"Set TRUSTED_PROXIES to addresses or CIDR networks separated by commas, such as 10.0.0.0/8,::1.",
					ex);
		}
	}

}
