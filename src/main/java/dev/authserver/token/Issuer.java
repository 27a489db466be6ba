package dev.authserver.token;

import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * What access tokens say of where they come from and whom they are for, as the metadata
 * and the introspection repeat it.
 */
@Component
public class Issuer {

	private final TokenProperties properties;

	Issuer(TokenProperties properties) {
		this.properties = properties;
	}

	/**
	 * The address of this server, if the operator has told it.
	 */
	public Optional<String> uri() {
		return this.properties.issuer();
	}

	/**
	 * The claim {@code aud}, if there is one.
	 */
	public Optional<String> audience() {
		return this.properties.audience();
	}

}
