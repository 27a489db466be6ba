package dev.authserver.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.MimeType;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The table of failures and the problems that they are to a client. Input that cannot be
 * used is always 422 and names the fields; nothing that the client sent and nothing of
 * the server's insides is repeated.
 */
final class Problems {

	private static final Duration UNTIL_DATABASE_RETURNS = Duration.ofSeconds(4);

	/**
	 * The first rule whose type fits the failure applies.
	 */
	private static final List<Rule<?>> RULES = List.of(rule(ProblemException.class, Function.identity()),
			rule(BindException.class, (ex) -> ProblemException.invalid(InvalidField.of(ex))),
			rule(HandlerMethodValidationException.class, Problems::validation),
			rule(HttpMessageNotReadableException.class, Problems::unreadable),
			rule(HttpMediaTypeNotSupportedException.class, (ex) -> wrongContentType(supported(ex))),
			rule(MissingServletRequestParameterException.class,
					(ex) -> ProblemException.invalid(ex.getParameterName(), "is required")),
			rule(ServletRequestBindingException.class, (ex) -> ProblemException.invalid("request", "is not complete")),
			rule(TypeMismatchException.class, Problems::typeMismatch),
			rule(InvalidParameterException.class,
					(ex) -> ProblemException.invalid("parameters", "must be well-formed and not too many")),
			rule(HttpRequestMethodNotSupportedException.class, Problems::methodNotAllowed),
			rule(RequestRejectedException.class, (ex) -> new ProblemException(ProblemKind.BAD_REQUEST)),
			rule(InsufficientAuthenticationException.class, (ex) -> ProblemException.notAuthenticated()),
			rule(AuthenticationServiceException.class, Problems::failed),
			rule(AuthenticationException.class, Problems::refusedToken),
			rule(AccessDeniedException.class, (ex) -> new ProblemException(ProblemKind.NOT_ADMIN)),
			rule(DataAccessResourceFailureException.class, Problems::unavailable),
			rule(TransientDataAccessException.class, Problems::unavailable),
			rule(RecoverableDataAccessException.class, Problems::unavailable),
			rule(UncategorizedDataAccessException.class, Problems::unavailable),
			rule(TransactionException.class, Problems::unavailable),
			rule(HttpMessageNotWritableException.class, Problems::unwritten),
			rule(IOException.class, Problems::unwritten));

	private Problems() {
	}

	static ProblemException of(Throwable failure) {
		return RULES.stream()
			.filter((rule) -> rule.failure().isInstance(failure))
			.findFirst()
			.map((rule) -> rule.problemOf(failure))
			.orElseGet(() -> failed(failure));
	}

	/**
	 * Falls back to the status that Spring gives the failure, else to 500.
	 */
	private static ProblemException failed(Throwable failure) {
		if (failure.getCause() instanceof ProblemException problem) {
			return problem;
		}
		if (!(failure instanceof ErrorResponse response)) {
			return new ProblemException(ProblemKind.FAILED, failure);
		}
		ProblemKind otherwise = response.getStatusCode().is4xxClientError() ? ProblemKind.BAD_REQUEST
				: ProblemKind.FAILED;
		return new ProblemException(ProblemKind.of(response.getStatusCode().value()).orElse(otherwise), failure);
	}

	private static ProblemException validation(HandlerMethodValidationException ex) {
		return ex.isForReturnValue() ? new ProblemException(ProblemKind.FAILED, ex)
				: ProblemException.invalid(InvalidField.of(ex));
	}

	private static ProblemException unreadable(HttpMessageNotReadableException ex) {
		return ProblemException.invalid(List.of(InvalidField.unreadable(ex.getCause())));
	}

	private static String supported(HttpMediaTypeNotSupportedException ex) {
		return ex.getSupportedMediaTypes()
			.stream()
			.filter((type) -> !type.isWildcardSubtype())
			.map(MimeType::toString)
			.distinct()
			.collect(Collectors.joining(" or "));
	}

	private static ProblemException wrongContentType(String supported) {
		return ProblemException.invalid("body",
				supported.isEmpty() ? "has the wrong Content-Type" : "must be sent as " + supported);
	}

	private static ProblemException typeMismatch(TypeMismatchException ex) {
		String field = (ex.getPropertyName() != null) ? ex.getPropertyName() : "request";
		return ProblemException.invalid(field, InvalidField.mustBe(ex.getRequiredType()));
	}

	private static ProblemException methodNotAllowed(HttpRequestMethodNotSupportedException ex) {
		Set<HttpMethod> allowed = new HashSet<>(ex.getHeaders().getAllow());
		allowed.add(HttpMethod.OPTIONS);
		if (allowed.contains(HttpMethod.GET)) {
			allowed.add(HttpMethod.HEAD);
		}
		ProblemException problem = new ProblemException(ProblemKind.METHOD_NOT_ALLOWED);
		problem.getHeaders().setAllow(allowed);
		return problem;
	}

	private static ProblemException refusedToken(AuthenticationException ex) {
		return ProblemException.refusedAccessToken(
				(ex.getCause() instanceof ProblemException problem) ? problem.kind() : ProblemKind.INVALID_TOKEN);
	}

	/**
	 * A client that has gone while its answer was written is no failure of the server.
	 */
	private static ProblemException unwritten(Exception ex) {
		return DisconnectedClientHelper.isClientDisconnectedException(ex)
				? new ProblemException(ProblemKind.BAD_REQUEST, ex) : new ProblemException(ProblemKind.FAILED, ex);
	}

	private static ProblemException unavailable(Exception ex) {
		return ProblemException.retryAfter(ProblemKind.UNAVAILABLE, UNTIL_DATABASE_RETURNS, ex);
	}

	private static <E extends Exception> Rule<E> rule(Class<E> failure, Function<E, ProblemException> problem) {
		return new Rule<>(failure, problem);
	}

	/**
	 * What failures of one type are to a client.
	 */
	private record Rule<E extends Exception>(Class<E> failure, Function<E, ProblemException> problem) {

		ProblemException problemOf(Throwable failure) {
			return this.problem.apply(this.failure.cast(failure));
		}

	}

}
