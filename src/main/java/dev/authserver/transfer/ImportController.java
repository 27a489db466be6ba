package dev.authserver.transfer;

import java.io.IOException;
import java.io.InputStream;

import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.userfile.UserSource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;

/**
 * Imports users while the server runs.
 */
@RestController
@Tag(name = "User")
class ImportController {

	private static final String NDJSON = "application/x-ndjson";

	private static final String CSV = "text/csv";

	private static final String NDJSON_EXAMPLE = """
			{"id": 7, "email": "ada@example.com", "hashed_password": "$2b$12$…", "is_admin": true}
			{"email": "bob@example.com", "hashed_password": "$argon2id$v=19$…", "created_at": "2020-01-01T08:00:00Z"}
			""";

	private static final String CSV_EXAMPLE = """
			id,email,hashed_password,is_admin
			7,ada@example.com,$2b$12$…,true
			""";

	private static final String JSON_EXAMPLE = """
			[{"id": 7, "email": "ada@example.com", "hashed_password": "$2b$12$…", "is_admin": 1}]""";

	private final UserImport imports;

	ImportController(UserImport imports) {
		this.imports = imports;
	}

	@PostMapping(path = "/users/import", consumes = { NDJSON, CSV, MediaType.APPLICATION_JSON_VALUE })
	@Operation(summary = "Import users", description = """
			Takes JSON objects line by line, CSV with a header, or a JSON array, of any size. Members are email, \
			hashed_password, and optionally id, is_admin, is_active and created_at. Ids that are free are kept. A line \
			that cannot be imported hinders no other, and the report tells which.""")
	@OpenTo(ADMINS)
	@RequestBody(required = true,
			content = { @Content(mediaType = NDJSON, schema = @Schema(type = "string", example = NDJSON_EXAMPLE)),
					@Content(mediaType = CSV, schema = @Schema(type = "string", example = CSV_EXAMPLE)),
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(type = "string", example = JSON_EXAMPLE)) })
	@ApiResponse(responseCode = "200", description = "What became of the lines")
	@Fails(value = INVALID_INPUT, detail = "body: must be a JSON array")
	ImportReport importUsers(HttpServletRequest request,
			@Parameter(
					description = "What becomes of a line whose e-mail a user has already: skip leaves that user "
							+ "alone; update changes what the line has, and ends sessions where PUT /user/ would",
					schema = @Schema(allowableValues = { "skip", "update" }, defaultValue = "skip")) @RequestParam(
							name = "on_conflict", defaultValue = "skip") @Pattern(regexp = "skip|update",
									message = "must be skip or update") String onConflict,
			@Parameter(description = "Whether update replaces passwords too",
					schema = @Schema(allowableValues = { "keep", "replace" }, defaultValue = "keep")) @RequestParam(
							defaultValue = "keep") @Pattern(regexp = "keep|replace",
									message = "must be keep or replace") String passwords,
			@Parameter(description = "true tells what would be done, and does nothing") @RequestParam(name = "dry_run",
					defaultValue = "false") boolean dryRun)
			throws IOException {
		ImportOptions options = new ImportOptions(onConflict.equals("update"), passwords.equals("replace"), dryRun);
		return this.imports.run(source(request), options, (lines) -> {
		});
	}

	private static UserSource source(HttpServletRequest request) throws IOException {
		InputStream body = request.getInputStream();
		MediaType type = MediaType.parseMediaType(request.getContentType());
		return switch (type.getSubtype()) {
			case "x-ndjson" -> UserSource.ndjson(body);
			case "csv" -> UserSource.csv(body);
			default -> UserSource.json(body);
		};
	}

}
