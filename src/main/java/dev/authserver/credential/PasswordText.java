package dev.authserver.credential;

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
 * Marks a password: text that has exactly one UTF-8 form, without NUL. {@code null}
 * passes.
 */
@Documented
@Constraint(validatedBy = PasswordText.Validator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface PasswordText {

	String message() default "must not contain NUL or unpaired surrogates";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/**
	 * Looks for what has no UTF-8 form.
	 */
	class Validator implements ConstraintValidator<PasswordText, String> {

		@Override
		public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
			return password == null || isText(password);
		}

		/**
		 * Whether a password can be checked at all.
		 */
		public static boolean isText(String password) {
			return password.codePoints().noneMatch(Validator::isForbidden);
		}

		private static boolean isForbidden(int codePoint) {
			return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
		}

	}

}
