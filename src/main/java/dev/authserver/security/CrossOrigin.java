package dev.authserver.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets the pages of named origins call. Other origins get no permission from us, which
 * makes their browsers refuse; a request itself is answered as any other, since a page of
 * our own behind a proxy can look like another origin.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
class CrossOrigin extends DefaultCorsProcessor {

	/**
	 * The filter for these origins, which does nothing if there are none.
	 */
	static CorsFilter filter(List<String> origins) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		if (!origins.isEmpty()) {
			source.registerCorsConfiguration("/**", configuration(origins));
		}
		CorsFilter filter = new CorsFilter(source);
		filter.setCorsProcessor(new CrossOrigin());
		return filter;
	}

	private static CorsConfiguration configuration(List<String> origins) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(origins);
		cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
		cors.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
		cors.setExposedHeaders(List.of(HttpHeaders.LINK, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER,
				HttpHeaders.WWW_AUTHENTICATE, "X-Request-Id"));
		cors.setMaxAge(Duration.ofHours(1));
		return cors;
	}

	@Override
	protected boolean handleInternal(ServerHttpRequest request, ServerHttpResponse response, CorsConfiguration config,
			boolean preFlightRequest) throws IOException {
		boolean allowed = checkOrigin(config, request.getHeaders().getOrigin()) != null
				&& checkMethods(config, request.getMethod()) != null;
		return (!preFlightRequest && !allowed) || super.handleInternal(request, response, config, preFlightRequest);
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		throw new ProblemException(ProblemKind.FOREIGN_ORIGIN);
	}

}
