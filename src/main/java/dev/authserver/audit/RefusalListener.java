package dev.authserver.audit;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Logs requests of authenticated users that the route table refuses. Refused anonymous
 * requests are not logged: anybody can send them, in any number.
 */
@Component
class RefusalListener {

	private final SecurityLog events;

	RefusalListener(SecurityLog events) {
		this.events = events;
	}

	@EventListener
	void onDenied(AuthorizationDeniedEvent<?> denied) {
		Authentication user = denied.getAuthentication().get();
		if (user != null && user.isAuthenticated() && !(user instanceof AnonymousAuthenticationToken)) {
			this.events.record(SecurityEvent.AUTHZ_FAIL);
		}
	}

}
