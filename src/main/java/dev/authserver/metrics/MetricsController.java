package dev.authserver.metrics;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers Prometheus, which may ask on the port for management only: the route table says
 * so. The handler names no method, so that on the other port none is told.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 * formats</a>
 */
@Hidden
@RestController
class MetricsController {

	private static final MediaType TEXT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

	private final MeterRegistry meters;

	MetricsController(MeterRegistry meters) {
		this.meters = meters;
	}

	@RequestMapping("/actuator/prometheus")
	ResponseEntity<String> scrape() {
		if (this.meters instanceof PrometheusMeterRegistry prometheus) {
			return ResponseEntity.ok().contentType(TEXT).body(prometheus.scrape());
		}
		throw new ProblemException(ProblemKind.NOT_FOUND);
	}

}
