package dev.authserver.web;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What every request passes, in this order, before it is asked who sent it.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

	/**
	 * Some errors of Tomcat come here by their dispatch only.
	 */
	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE,
			dispatcherTypes = { DispatcherType.REQUEST, DispatcherType.ERROR })
	ResponseHeadersFilter responseHeadersFilter() {
		return new ResponseHeadersFilter();
	}

	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 2)
	ProblemFilter problemFilter(@Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		return new ProblemFilter(resolver);
	}

	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 5,
			dispatcherTypes = { DispatcherType.REQUEST, DispatcherType.ERROR })
	ContentTypeFilter contentTypeFilter() {
		return new ContentTypeFilter();
	}

	/**
	 * Comes after the route table, so that a body is not waited for before the request is
	 * allowed.
	 */
	@Bean
	@FilterRegistration(order = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
	EmptyBodyFilter emptyBodyFilter() {
		return new EmptyBodyFilter();
	}

	/**
	 * Makes {@code /user/} the same as {@code /user}. It runs before the route table is
	 * asked, or one form could be less protected than the other.
	 */
	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 10)
	SlashFilter slashFilter() {
		return new SlashFilter();
	}

	/**
	 * Does for filters what the dispatcher does; only the bearer routes need that, and
	 * have one of their own.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> none = new FilterRegistrationBean<>(new RequestContextFilter());
		none.setEnabled(false);
		return none;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler(
			@Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		return (request, response, ex) -> resolver.resolveException(request, response, null, ex);
	}

	/**
	 * Comes after the valve that Boot adds, so that ours is the one that writes.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemValve() {
		return (tomcat) -> tomcat.addContextCustomizers((context) -> {
			StandardHost host = (StandardHost) context.getParent();
			host.setErrorReportValveClass(ProblemValve.class.getName());
			host.getPipeline().addValve(new ProblemValve());
			host.getPipeline().addValve(new SingleRangeValve());
		});
	}

	/**
	 * Parameters are those of the query alone: no body counts among them, so that the
	 * route table and the controllers read the same. Languages choose nothing here, so
	 * none are too many; past ten, Tomcat would throw where Spring first asks for them.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestParsing() {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> {
			connector.setParseBodyMethods("");
			connector.setMaxLocaleCount(-1);
		});
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
