package dev.authserver.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import dev.authserver.problem.ProblemKind;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Answers what Tomcat refuses before any filter runs, such as a malformed request line.
 */
class ProblemValve extends ErrorReportValve {

	/**
	 * Transfer codings, methods and versions of HTTP that Tomcat does not know: no
	 * failure of the server, so that whoever watches for 5xx is not called by a stranger.
	 */
	private static final Set<Integer> UNKNOWN_TO_TOMCAT = Set.of(HttpServletResponse.SC_NOT_IMPLEMENTED,
			HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);

	/**
	 * Takes the place of the valve that writes pages of HTML.
	 */
	static void install(Context context) {
		StandardHost host = (StandardHost) context.getParent();
		host.setErrorReportValveClass(ProblemValve.class.getName());
		host.getPipeline().addValve(new ProblemValve());
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (UNKNOWN_TO_TOMCAT.contains(response.getStatus())) {
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ResponseHeadersFilter.write(request, response);
		byte[] body = json(ProblemKind.problemOf(status, "/")).getBytes(StandardCharsets.UTF_8);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setContentLength(body.length);
		try {
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("The client has gone", ex);
		}
	}

	/**
	 * The id has no character that needs escaping, and all other parts are constants of
	 * this server.
	 */
	private static String json(ProblemDetail problem) {
		return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"instance\":\"%s\",\"%s\":\"%s\"}"
			.formatted(problem.getType(), problem.getTitle(), problem.getStatus(), problem.getDetail(),
					problem.getInstance(), ProblemKind.REQUEST_ID, MDC.get(ProblemKind.REQUEST_ID));
	}

}
