package dev.authserver.transfer;

/**
 * What an import may do.
 *
 * @param update whether a line changes the user who has its e-mail already; otherwise it
 * is skipped
 * @param replacePasswords whether such a change includes the password
 * @param dryRun whether the report tells what an import would do, and nothing is done
 */
public record ImportOptions(boolean update, boolean replacePasswords, boolean dryRun) {
}
