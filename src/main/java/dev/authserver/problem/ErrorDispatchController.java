package dev.authserver.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers errors that were signalled by their status alone, as Tomcat does.
 */
@Hidden
@RestController
class ErrorDispatchController implements ErrorController {

	@RequestMapping("/error")
	@Nullable ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			return null;
		}
		boolean dispatched = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer;
		int status = dispatched ? (int) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) : 404;
		String path = dispatched ? (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
				: request.getRequestURI();
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemKind.problemOf(status, path));
	}

}
