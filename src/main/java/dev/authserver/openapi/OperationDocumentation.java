package dev.authserver.openapi;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.authserver.problem.ProblemKind;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Documents what {@link OpenTo} and {@link Fails} say at a handler.
 */
class OperationDocumentation {

	private final HandlerMethod handler;

	private final Callers callers;

	/**
	 * Reads the annotations of a handler.
	 * @param readers whom this server takes {@link Callers#READERS} for
	 */
	OperationDocumentation(HandlerMethod handler, Callers readers) {
		this.handler = handler;
		OpenTo open = handler.getMethodAnnotation(OpenTo.class);
		if (open == null) {
			throw new IllegalStateException(handler + " needs @OpenTo, to be documented");
		}
		this.callers = (open.value() == Callers.READERS) ? readers : open.value();
	}

	Operation addTo(Operation operation) {
		operation.setSecurity(this.callers.requirements());
		Map<Integer, Map<ProblemKind, String>> problems = new TreeMap<>();
		problems().forEach((kind, detail) -> problems
			.computeIfAbsent(kind.status().value(), (status) -> new EnumMap<>(ProblemKind.class))
			.put(kind, detail));
		String path = path(operation);
		problems.forEach((status, kinds) -> operation.getResponses()
			.addApiResponse(String.valueOf(status), ProblemDocumentation.response(kinds, path)));
		return operation;
	}

	private Map<ProblemKind, String> problems() {
		Map<ProblemKind, String> problems = new EnumMap<>(ProblemKind.class);
		this.callers.refusals().forEach((kind) -> problems.put(kind, kind.detail()));
		for (Fails fails : AnnotatedElementUtils.getMergedRepeatableAnnotations(this.handler.getMethod(),
				Fails.class)) {
			for (ProblemKind kind : fails.value()) {
				problems.put(kind, StringUtils.hasText(fails.detail()) ? fails.detail() : kind.detail());
			}
		}
		return problems;
	}

	/**
	 * The path of an example request.
	 */
	private String path(Operation operation) {
		RequestMapping mapping = this.handler.getMethodAnnotation(RequestMapping.class);
		String path = (mapping != null) ? mapping.path()[0] : "/";
		for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
			path = path.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
		}
		return path;
	}

}
