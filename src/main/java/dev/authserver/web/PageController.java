package dev.authserver.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The pages for people. Whatever they load comes from this server, which their
 * Content-Security-Policy makes sure of.
 */
@Controller
class PageController {

	private static final String OWN = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final String OWN_WITH_WORKER = OWN + "; worker-src blob:";

	@GetMapping("/")
	ResponseEntity<Resource> index() {
		return page("index.html", OWN);
	}

	@GetMapping("/docs")
	ResponseEntity<Resource> docs() {
		return page("docs.html", OWN);
	}

	@GetMapping("/redoc")
	ResponseEntity<Resource> redoc() {
		return page("redoc.html", OWN_WITH_WORKER);
	}

	private static ResponseEntity<Resource> page(String name, String policy) {
		return ResponseEntity.ok()
			.header("Content-Security-Policy", policy)
			.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
			.body(new ClassPathResource("pages/" + name));
	}

}
