package dev.authserver.settings;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * In the profile {@code dev}, and only there, draws the secrets that are not set.
 */
class DevSecrets implements EnvironmentPostProcessor, Ordered {

	private static final int BYTES = 48;

	private final Log log;

	DevSecrets(DeferredLogFactory logs) {
		this.log = logs.getLog(DevSecrets.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.acceptsProfiles(Profiles.of("dev"))) {
			return;
		}
		Map<String, Object> drawn = new LinkedHashMap<>();
		for (String variable : List.of("ACCESS_TOKEN_SECRET", "REFRESH_TOKEN_SECRET")) {
			if (!StringUtils.hasText(environment.getProperty(variable))) {
				drawn.put(variable, draw());
			}
		}
		if (!drawn.isEmpty()) {
			environment.getPropertySources().addFirst(new MapPropertySource("devSecrets", drawn));
			this.log.warn("Drew " + String.join(" and ", drawn.keySet())
					+ " for this run only: tokens end with it. Set them to keep tokens good.");
		}
	}

	private static String draw() {
		byte[] secret = new byte[BYTES];
		new SecureRandom().nextBytes(secret);
		return Base64.getEncoder().encodeToString(secret);
	}

	/**
	 * After the files of the secrets have been read, and the profiles are known.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
