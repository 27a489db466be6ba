package dev.authserver.transfer;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of an import.
 *
 * @param created number of new users
 * @param updated number of users who were changed
 * @param skipped number of lines whose user is there already and stays as it is
 * @param failed number of lines that were not imported
 * @param problems the first of what is to be told about lines
 */
@Schema(requiredProperties = { "created", "updated", "skipped", "failed", "problems" })
public record ImportReport(@Schema(example = "99998", description = "Number of new users") long created,
		@Schema(example = "0", description = "Number of users who were changed") long updated,
		@Schema(example = "1",
				description = "Number of lines whose user is there already and stays as it is") long skipped,
		@Schema(example = "1", description = "Number of lines that were not imported") long failed,
		@Schema(description = "What there is to say about lines, of which the first 1000 are listed") List<Problem> problems) {

	/**
	 * What there is to say about one line.
	 *
	 * @param line its number, counted from 1
	 * @param email as the line has it, if it could be read
	 * @param reason a sentence for people
	 */
	@Schema(name = "ImportProblem", requiredProperties = { "line", "email", "reason" })
	public record Problem(
			@Schema(example = "7", description = "Number of the line, or of the element, counted from 1") long line,
			@Schema(types = {
					"string", "null" }, example = "ada@example.com",
					description = "The e-mail of the line, if it could be read") @Nullable String email,
			@Schema(example = "hashed_password: is missing",
					description = "Why the line was not imported, or what is different from it") String reason){
	}

}
