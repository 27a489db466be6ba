package dev.authserver.overview;

import dev.authserver.openapi.OpenTo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.ADMINS;

/**
 * Shows admins how things stand.
 */
@RestController
@Tag(name = "Event")
class OverviewController {

	private final OverviewService overview;

	OverviewController(OverviewService overview) {
		this.overview = overview;
	}

	@GetMapping("/overview")
	@Operation(summary = "Tell how things stand", description = """
			Logins by hour and by day, accounts that are throttled, and what the start has warned of. Of more than \
			10 000 users or sessions, the numbers are some seconds old.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "How things stand")
	Overview getOverview() {
		return this.overview.get();
	}

}
