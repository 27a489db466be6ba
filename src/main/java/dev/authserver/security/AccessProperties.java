package dev.authserver.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may read, and which origins' pages may call.
 *
 * @param read who may read users
 * @param corsAllowedOrigins origins such as {@code https://app.example.com}, or {@code *}
 * for all
 */
@ConfigurationProperties("auth.access")
record AccessProperties(Readers read, List<String> corsAllowedOrigins) implements Settings {

	AccessProperties(@Nullable Readers read, @Nullable List<String> corsAllowedOrigins) {
		this.read = (read != null) ? read : Readers.PUBLIC;
		this.corsAllowedOrigins = (corsAllowedOrigins != null) ? List.copyOf(corsAllowedOrigins) : List.of();
		this.corsAllowedOrigins.stream().filter((origin) -> !isOrigin(origin)).findFirst().ifPresent((origin) -> {
			throw new InvalidSettingException("CORS_ALLOWED_ORIGINS names '" + origin + "', which is no origin.",
					"Set CORS_ALLOWED_ORIGINS to origins separated by commas, such as https://app.example.com, or to *.");
		});
	}

	private static boolean isOrigin(String origin) {
		if (origin.equals("*")) {
			return true;
		}
		try {
			URI uri = new URI(origin);
			return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())
					&& uri.getUserInfo() == null && uri.getRawPath().isEmpty() && uri.getQuery() == null
					&& uri.getFragment() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	enum Readers {

		PUBLIC, USER, ADMIN

	}

}
