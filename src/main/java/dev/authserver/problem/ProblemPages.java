package dev.authserver.problem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Serves a short page about each kind of problem, at the address that is its type.
 */
@Hidden
@RestController
class ProblemPages {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head><meta charset="UTF-8"><title>%1$s</title></head>
			<body>
			<h1>%1$s</h1>
			<p>Status %2$d, <code>%3$s</code></p>
			<p>%4$s</p>
			</body>
			</html>
			""";

	@GetMapping("/problems/{slug}")
	ResponseEntity<String> page(@PathVariable String slug) {
		ProblemKind kind = Arrays.stream(ProblemKind.values())
			.filter((candidate) -> candidate.slug().equals(slug))
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.body(PAGE.formatted(HtmlUtils.htmlEscape(kind.detail()), kind.status().value(), kind.type(),
					HtmlUtils.htmlEscape(kind.remedy())));
	}

}
