package dev.authserver.web;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Gives what Spring MVC itself refuses the statuses and the words of this API.
 */
abstract class MvcProblems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(MvcProblems.class);

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return invalid(ex, InvalidField.of(ex.getBindingResult()), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (ex.isForReturnValue()) {
			return problem(ex, HttpStatus.INTERNAL_SERVER_ERROR, headers, request);
		}
		return invalid(ex, InvalidField.of(ex), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Optional<HttpStatus> limit = exceededLimit(ex);
		return limit.isPresent() ? problem(ex, limit.get(), headers, request)
				: invalid(ex, List.of(InvalidField.unreadable(ex.getCause())), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		String types = ex.getSupportedMediaTypes()
			.stream()
			.filter((type) -> !type.isWildcardSubtype())
			.map(MimeType::toString)
			.distinct()
			.collect(Collectors.joining(" or "));
		String message = types.isEmpty() ? "has the wrong Content-Type" : "must be sent as " + types;
		return invalid(ex, List.of(InvalidField.body(message)), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException ex, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		return invalid(ex, List.of(new InvalidField(ex.getParameterName(), "is required")), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(ServletRequestBindingException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return invalid(ex, List.of(new InvalidField("request", "is not complete")), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String field = (ex.getPropertyName() != null) ? ex.getPropertyName() : "request";
		String message = InvalidField.mustBe(ex.getRequiredType());
		return invalid(ex, List.of(new InvalidField(field, message)), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return problem(ex, HttpStatus.NOT_FOUND, headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(NoHandlerFoundException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return problem(ex, HttpStatus.NOT_FOUND, headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
			HttpRequestMethodNotSupportedException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Set<HttpMethod> allowed = new HashSet<>(headers.getAllow());
		allowed.add(HttpMethod.OPTIONS);
		if (allowed.contains(HttpMethod.GET)) {
			allowed.add(HttpMethod.HEAD);
		}
		HttpHeaders complete = new HttpHeaders();
		complete.setAllow(allowed);
		return problem(ex, HttpStatus.METHOD_NOT_ALLOWED, complete, request);
	}

	@Nullable ResponseEntity<Object> invalid(Exception ex, List<InvalidField> fields, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				InvalidField.sentence(fields));
		problem.setProperty("errors", fields);
		return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatus.UNPROCESSABLE_CONTENT, request);
	}

	/**
	 * The status where a body that could not be read whole is behind the failure.
	 */
	static Optional<HttpStatus> exceededLimit(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ErrorResponseException unreadable) {
				return Optional.of(HttpStatus.valueOf(unreadable.getStatusCode().value()));
			}
		}
		return Optional.empty();
	}

	@Nullable ResponseEntity<Object> problem(Exception ex, HttpStatus status, HttpHeaders headers, WebRequest request) {
		return handleExceptionInternal(ex, Problems.of(status), headers, status, request);
	}

	@Nullable ResponseEntity<Object> problem(Exception ex, HttpStatus status, String detail, HttpHeaders headers,
			WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	/**
	 * Every problem passes here, those that features bring along too.
	 */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ServletWebRequest web = (ServletWebRequest) request;
		HttpServletRequest servlet = web.getRequest();
		if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
			log.error("A request failed", ex);
		}
		if (web.getResponse() != null && web.getResponse().isCommitted()) {
			servlet.setAttribute(ProblemFilter.BROKEN_OFF, true);
			return null;
		}
		HttpHeaders complete = new HttpHeaders(headers);
		complete.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return new ResponseEntity<>(Problems.complete(body(ex, body, status), servlet.getRequestURI()), complete,
				status);
	}

	private static ProblemDetail body(Exception ex, @Nullable Object body, HttpStatusCode status) {
		if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
			return Problems.of(status);
		}
		if (body instanceof ProblemDetail problem) {
			return problem;
		}
		return (ex instanceof ErrorResponse response) ? response.getBody() : Problems.of(status);
	}

}
