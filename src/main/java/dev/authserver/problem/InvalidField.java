package dev.authserver.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * What is wrong with one field of a request. Neither part ever repeats a value that the
 * client sent.
 *
 * @param field the JSON member or the parameter, as the client writes it
 * @param message continues a sentence that begins with the field
 */
record InvalidField(String field, String message) {

	private static final String BODY = "body";

	/**
	 * What a name of a member must look like to be repeated.
	 */
	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

	private static final Comparator<InvalidField> BY_FIELD = Comparator.comparing(InvalidField::field)
		.thenComparing(InvalidField::message);

	static InvalidField body(String message) {
		return new InvalidField(BODY, message);
	}

	static String sentence(List<InvalidField> fields) {
		return fields.stream()
			.map((invalid) -> invalid.field() + ": " + invalid.message())
			.collect(Collectors.joining("; "));
	}

	static List<InvalidField> of(Errors errors) {
		return errors.getAllErrors().stream().map(InvalidField::of).distinct().sorted(BY_FIELD).toList();
	}

	private static InvalidField of(ObjectError error) {
		String message = message(error);
		if (!(error instanceof FieldError field)) {
			return body(message);
		}
		if (field.isBindingFailure()) {
			message = "is not valid";
		}
		return new InvalidField(snakeCase(field.getField()), message);
	}

	static List<InvalidField> of(HandlerMethodValidationException ex) {
		List<InvalidField> fields = new ArrayList<>();
		for (ParameterValidationResult result : ex.getParameterValidationResults()) {
			if (result instanceof ParameterErrors errors) {
				fields.addAll(of((Errors) errors));
			}
			else {
				String name = name(result.getMethodParameter());
				result.getResolvableErrors().forEach((error) -> fields.add(new InvalidField(name, message(error))));
			}
		}
		return fields.stream().distinct().sorted(BY_FIELD).toList();
	}

	/**
	 * What made a body unreadable.
	 */
	static InvalidField unreadable(@Nullable Throwable cause) {
		if (cause instanceof UnrecognizedPropertyException unknown) {
			String name = String.valueOf(unknown.getPropertyName());
			return NAME.matcher(name).matches() ? new InvalidField(name, "is not known here")
					: body("has a member that is not known here");
		}
		if (cause instanceof MismatchedInputException mismatch) {
			String path = path(mismatch);
			String message = mustBe(mismatch.getTargetType());
			return path.isEmpty() ? body("must be a JSON object") : new InvalidField(path, message);
		}
		if (cause instanceof JacksonException) {
			return body("must be JSON in UTF-8, with no member named twice and not nested deeply");
		}
		return body((cause == null) ? "must be a JSON object" : "must be well-formed");
	}

	/**
	 * Says which form a value of this Java type has on the wire.
	 */
	static String mustBe(@Nullable Class<?> type) {
		Class<?> boxed = (type != null) ? ClassUtils.resolvePrimitiveIfNecessary(type) : Object.class;
		if (CharSequence.class.isAssignableFrom(boxed)) {
			return "must be a string";
		}
		if (boxed == Boolean.class) {
			return "must be true or false";
		}
		if (boxed == Instant.class) {
			return "must be a time, such as 2026-01-01T08:00:00Z";
		}
		return Number.class.isAssignableFrom(boxed) ? "must be a whole number" : "is not valid";
	}

	private static String path(JacksonException ex) {
		return ex.getPath()
			.stream()
			.map(JacksonException.Reference::getPropertyName)
			.filter(StringUtils::hasText)
			.map(InvalidField::snakeCase)
			.collect(Collectors.joining("."));
	}

	private static String name(MethodParameter parameter) {
		RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
		if (annotation != null && !annotation.name().isEmpty()) {
			return annotation.name();
		}
		String name = parameter.getParameterName();
		return (name != null) ? snakeCase(name) : "request";
	}

	private static String message(MessageSourceResolvable error) {
		String message = error.getDefaultMessage();
		return (message != null) ? message : "is not valid";
	}

	private static String snakeCase(String path) {
		return path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

}
