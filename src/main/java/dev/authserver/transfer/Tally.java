package dev.authserver.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import dev.authserver.email.Emails;
import dev.authserver.transfer.ImportReport.Problem;
import dev.authserver.userfile.UserLine;
import dev.authserver.userfile.UserSource.Row;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the lines of an import, in bounded memory.
 */
class Tally {

	private static final int MAX_PROBLEMS = 1000;

	private static final int MAX_UNKNOWN_MEMBERS = 100;

	private static final int MAX_NAME = 40;

	private final TreeMap<Long, Problem> problems = new TreeMap<>();

	private final Set<String> unknownMembers = new HashSet<>();

	private long created;

	private long updated;

	private long skipped;

	private long failed;

	void failed(long line, @Nullable String email, String reason) {
		this.failed++;
		tell(line, email, reason);
	}

	void add(Outcome outcome) {
		switch (outcome.kind()) {
			case CREATED -> this.created++;
			case UPDATED -> this.updated++;
			case SKIPPED -> this.skipped++;
			case FAILED -> this.failed++;
		}
		if (outcome.remark() != null) {
			tell(outcome.line().number(), outcome.line().email(), outcome.remark());
		}
	}

	/**
	 * Tells once of each member that is not known, since its name may be misspelled.
	 */
	void tellUnknownMembers(Row row) {
		for (String name : row.members().keySet()) {
			if (!UserLine.MEMBERS.contains(name) && this.unknownMembers.size() < MAX_UNKNOWN_MEMBERS
					&& this.unknownMembers.add(name)) {
				tell(row.number(), (row.members().get("email") instanceof String email) ? email : null,
						"the member " + cut(name, MAX_NAME) + " is not known, and is ignored on all lines");
			}
		}
	}

	private void tell(long line, @Nullable String email, String reason) {
		String address = (email != null) ? cut(email, Emails.MAX_LENGTH) : null;
		this.problems.merge(line, new Problem(line, address, reason),
				(before, more) -> new Problem(line, more.email(), before.reason() + "; " + more.reason()));
		if (this.problems.size() > MAX_PROBLEMS) {
			this.problems.pollLastEntry();
		}
	}

	private static String cut(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length) + "…";
	}

	long lines() {
		return this.created + this.updated + this.skipped + this.failed;
	}

	ImportReport report() {
		return new ImportReport(this.created, this.updated, this.skipped, this.failed,
				List.copyOf(this.problems.values()));
	}

	/**
	 * What became of one line.
	 *
	 * @param remark what there is to say about it, if anything
	 */
	record Outcome(UserLine line, Kind kind, @Nullable String remark) {

		enum Kind {

			CREATED, UPDATED, SKIPPED, FAILED

		}

	}

}
