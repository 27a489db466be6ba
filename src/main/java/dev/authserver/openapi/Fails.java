package dev.authserver.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.authserver.problem.ProblemKind;

/**
 * Documents problems that a handler can answer, each with an example.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Fails.All.class)
public @interface Fails {

	ProblemKind[] value();

	/**
	 * The {@code detail} of the example; empty for the usual one of the kind. For invalid
	 * input it is the field, a colon, and what is wrong with the field.
	 */
	String detail() default "";

	/**
	 * Holds the annotations of a handler that has several.
	 */
	@Documented
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface All {

		Fails[] value();

	}

}
