package dev.authserver.web;

import java.time.Clock;
import java.util.List;

import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What every request passes, in this order, before it is asked who sent it.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

	/**
	 * Makes {@code /user/} the same as {@code /user}. It runs before the route table is
	 * asked, or one form could be less protected than the other.
	 */
	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 10)
	UrlHandlerFilter slashes() {
		return UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();
	}

	/**
	 * There is one form of every answer, so the client has nothing to choose.
	 */
	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
		negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.ALL);
	}

	/**
	 * Bodies are JSON and forms, although other libraries bring readers of YAML and XML
	 * along.
	 */
	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
		converters
			.configureMessageConvertersList((all) -> all.removeIf((converter) -> converter.getSupportedMediaTypes()
				.stream()
				.anyMatch(List.of(MediaType.APPLICATION_YAML, MediaType.APPLICATION_XML)::contains)));
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
