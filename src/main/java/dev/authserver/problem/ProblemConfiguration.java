package dev.authserver.problem;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Leads failures of filters into the same funnel as those of controllers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ProblemConfiguration {

	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 2)
	ProblemFilter problemFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		return new ProblemFilter(resolver);
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		return (request, response, ex) -> resolver.resolveException(request, response, null, ex);
	}

}
