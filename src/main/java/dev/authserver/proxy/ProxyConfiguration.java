package dev.authserver.proxy;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads forwarding headers where proxies are trusted, and nowhere else.
 */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> trustedProxies(ProxyProperties proxies) {
		return (tomcat) -> {
			if (!proxies.trusted().isEmpty()) {
				tomcat.addEngineValves(new TrustedProxyValve(new TrustedProxies(proxies.matchers())));
			}
		};
	}

}
