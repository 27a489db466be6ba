package dev.authserver.oauth;

import dev.authserver.login.OAuthError;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what OAuth 2 has words for, before the table of problems is asked.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OAuthAdvice {

	@ExceptionHandler
	ResponseEntity<OAuthError> handle(OAuthException refusal) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.status());
		if (refusal.status() == HttpStatus.UNAUTHORIZED) {
			answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"introspection\", charset=\"UTF-8\"");
		}
		return answer.contentType(MediaType.APPLICATION_JSON).body(refusal.body());
	}

}
