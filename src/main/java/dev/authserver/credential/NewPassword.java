package dev.authserver.credential;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Marks a password that is about to be stored: it must be well-formed text and pass the
 * policy. {@code null} passes.
 */
@Documented
@PasswordText
@Constraint(validatedBy = NewPassword.Validator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
public @interface NewPassword {

	String message() default "is not good enough";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/**
	 * Asks the {@link PasswordPolicy}, and answers with its reason.
	 */
	class Validator implements ConstraintValidator<NewPassword, String> {

		private final PasswordPolicy policy;

		Validator(PasswordPolicy policy) {
			this.policy = policy;
		}

		@Override
		public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
			if (password == null) {
				return true;
			}
			Optional<String> objection = this.policy.objection(password);
			objection.ifPresent((reason) -> {
				context.disableDefaultConstraintViolation();
				context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
			});
			return objection.isEmpty();
		}

	}

}
