package dev.authserver.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.authserver.AuthServerApplication;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test over real HTTP against the whole server on H2, which all such tests share.
 * Hashes have the cheapest cost that the server takes.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = AuthServerApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "ACCESS_TOKEN_SECRET=" + ApiTest.ACCESS_SECRET, "REFRESH_TOKEN_SECRET=" + ApiTest.REFRESH_SECRET,
				"ARGON2_MEMORY=7168", "ARGON2_PASSES=5", "LOGIN_THROTTLE=off",
				"DATA_DIR=target/test-data/${random.uuid}" })
public @interface ApiTest {

	/**
	 * Signs the access tokens of the tests.
	 */
	String ACCESS_SECRET = "access-secret-of-the-tests-0123456789";

	/**
	 * Signs the refresh tokens of the tests.
	 */
	String REFRESH_SECRET = "refresh-secret-of-the-tests-0123456789";

}
