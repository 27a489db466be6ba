package dev.authserver.key;

import java.net.URI;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.KeyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What libraries of resource servers make of the tokens and the keys, by themselves.
 */
@ApiTest
class ResourceServerTests extends KeyServer {

	private String jwksUri() {
		return "http://127.0.0.1:" + this.port + "/.well-known/jwks.json";
	}

	private String rotate() {
		this.api.send("POST", "/keys/rotate/", this.admin);
		return accessToken();
	}

	@Test
	void tokenWhenSpringSecurityKnowsTheIssuerIsVerified() {
		JwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer());
		Jwt token = decoder.decode(accessToken());
		assertThat(token.getClaimAsString("sub")).isEqualTo(this.email);
		assertThat(token.getAudience()).containsExactly(AUDIENCE);
		assertThat(decoder.decode(rotate()).getHeaders().get("kid")).isNotEqualTo(token.getHeaders().get("kid"));
		String refresh = this.api.login(this.email, PASSWORD).text("refresh_token");
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(refresh));
	}

	@Test
	void tokenWhenSpringSecurityKnowsTheKeysIsVerifiedThroughARotation() {
		JwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri()).jwsAlgorithm(SignatureAlgorithm.ES256).build();
		String before = accessToken();
		assertThat(decoder.decode(before).getSubject()).isEqualTo(this.email);
		assertThat(decoder.decode(rotate()).getSubject()).isEqualTo(this.email);
		assertThat(decoder.decode(before).getSubject()).isEqualTo(this.email);
	}

	@Test
	void tokenWhenNimbusReadsTheKeysIsVerifiedThroughARotation() throws Exception {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256,
				JWKSourceBuilder.create(URI.create(jwksUri()).toURL()).build()));
		processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(AUDIENCE,
				new JWTClaimsSet.Builder().issuer(issuer()).claim("token_use", "access").build(), null));
		String before = accessToken();
		assertThat(processor.process(before, null).getSubject()).isEqualTo(this.email);
		assertThat(processor.process(rotate(), null).getSubject()).isEqualTo(this.email);
		assertThat(processor.process(before, null).getSubject()).isEqualTo(this.email);
	}

	@Test
	void appWhenSpringBootConfiguresItByTheIssuerVerifies() {
		Map<String, Object> settings = Map.of("spring.config.location", "optional:classpath:/none/",
				"spring.main.web-application-type", "none", "spring.main.banner-mode", "off",
				"spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer(),
				"spring.security.oauth2.resourceserver.jwt.audiences", AUDIENCE);
		String[] arguments = settings.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
		SpringApplication app = new SpringApplicationBuilder(ResourceServer.class).build();
		try (ConfigurableApplicationContext context = app.run(arguments)) {
			assertThat(context.getBean(JwtDecoder.class).decode(accessToken()).getSubject()).isEqualTo(this.email);
		}
	}

	/**
	 * A resource server as Boot makes it of two settings. It has no stereotype, so that
	 * no other server of the tests finds it.
	 */
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			FlywayAutoConfiguration.class })
	static class ResourceServer {

	}

}
