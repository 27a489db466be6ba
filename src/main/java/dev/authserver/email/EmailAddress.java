package dev.authserver.email;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Marks an e-mail address, local part and domain without a display name. {@code null}
 * passes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321, 4.1.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6531#section-3.3">RFC 6531, 3.3</a>
 */
@Documented
@Constraint(validatedBy = EmailAddress.Validator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {

	String message() default "must be an e-mail address of at most 254 characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/**
	 * Judges the canonical form.
	 */
	class Validator implements ConstraintValidator<EmailAddress, String> {

		@Override
		public boolean isValid(@Nullable String email, ConstraintValidatorContext context) {
			return email == null || Emails.isValid(email);
		}

	}

}
