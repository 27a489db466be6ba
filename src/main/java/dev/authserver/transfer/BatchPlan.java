package dev.authserver.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.authserver.problem.ProblemKind;
import dev.authserver.transfer.Tally.Outcome;
import dev.authserver.transfer.Tally.Outcome.Kind;
import dev.authserver.userfile.UserLine;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the lines of one batch, and changes nothing yet.
 */
class BatchPlan {

	/**
	 * The highest id that a user may bring: the numbers of JavaScript are exact so far.
	 */
	static final long MAX_ID = 1L << 53;

	private final ImportOptions options;

	private final Instant now;

	private final Existing existing;

	private final List<Outcome> outcomes = new ArrayList<>();

	private final List<StoredUser> created = new ArrayList<>();

	private final List<NewId> createdWithNewId = new ArrayList<>();

	private final List<Change> changes = new ArrayList<>();

	/**
	 * @param now when users were created whose line does not say so
	 */
	BatchPlan(ImportOptions options, Instant now, Existing existing) {
		this.options = options;
		this.now = now;
		this.existing = existing;
	}

	void add(UserLine line) {
		StoredUser user = this.existing.users().get(line.email());
		if (user != null && this.options.update()) {
			change(line, user);
		}
		else if (user != null || this.existing.seen().contains(line.email())) {
			outcome(line, Kind.SKIPPED, null);
		}
		else if (line.hash() == null) {
			outcome(line, Kind.FAILED, "hashed_password: is missing");
		}
		else {
			create(line, line.hash());
		}
	}

	private void create(UserLine line, String hash) {
		long id = (line.id() != null) ? line.id() : 0;
		StoredUser user = new StoredUser(id, line.email(), hash, Boolean.TRUE.equals(line.admin()),
				!Boolean.FALSE.equals(line.active()), (line.createdAt() != null) ? line.createdAt() : this.now);
		String objection = null;
		if (line.id() != null) {
			objection = (id < 1 || id > MAX_ID) ? "is not from 1 to 9007199254740992"
					: this.existing.usedIds().contains(id) ? "is or was another user's" : null;
		}
		if (line.id() == null || objection != null) {
			this.createdWithNewId.add(new NewId(line, user, objection));
		}
		else {
			this.created.add(user);
			outcome(line, Kind.CREATED, null);
		}
	}

	private void change(UserLine line, StoredUser user) {
		StoredUser wanted = user.with(line, this.options.replacePasswords());
		if (wanted.equals(user)) {
			outcome(line, Kind.SKIPPED, null);
		}
		else if (user.isActiveAdmin() && !wanted.isActiveAdmin() && !this.existing.hasOtherAdmin(user)) {
			outcome(line, Kind.FAILED, ProblemKind.LAST_ADMIN.detail());
		}
		else {
			this.existing.replace(wanted);
			this.changes.add(new Change(user, wanted));
			outcome(line, Kind.UPDATED, null);
		}
	}

	private void outcome(UserLine line, Kind kind, @Nullable String remark) {
		this.outcomes.add(new Outcome(line, kind, remark));
	}

	List<StoredUser> created() {
		return this.created;
	}

	List<StoredUser> createdWithNewId() {
		return this.createdWithNewId.stream().map(NewId::user).toList();
	}

	List<Change> changes() {
		return this.changes;
	}

	/**
	 * What became of the lines.
	 * @param newIds the ids of those who did not bring one that they could keep, or none
	 * if nothing was done
	 */
	List<Outcome> outcomes(List<Long> newIds) {
		for (int i = 0; i < this.createdWithNewId.size(); i++) {
			NewId created = this.createdWithNewId.get(i);
			String id = newIds.isEmpty() ? "a new one" : String.valueOf(newIds.get(i));
			outcome(created.line(), Kind.CREATED,
					(created.objection() == null) ? null : "id: " + created.objection() + ", so the user got " + id);
		}
		return this.outcomes;
	}

	/**
	 * What the lines of a batch meet in the database.
	 *
	 * @param users by e-mail those whom lines of the batch name
	 * @param usedIds those of the batch's ids that cannot be given any more
	 * @param admins the ids of all active admins
	 * @param seen e-mails of users whom a dry run would have created
	 */
	record Existing(Map<String, StoredUser> users, Set<Long> usedIds, Set<Long> admins, SeenEmails seen) {

		boolean hasOtherAdmin(StoredUser user) {
			return this.admins.stream().anyMatch((admin) -> admin != user.id());
		}

		void replace(StoredUser user) {
			this.users.put(user.email(), user);
			if (user.isActiveAdmin()) {
				this.admins.add(user.id());
			}
			else {
				this.admins.remove(user.id());
			}
		}

	}

	/**
	 * A user who does not bring an id that it could keep.
	 *
	 * @param objection to the id that the line has, if any
	 */
	private record NewId(UserLine line, StoredUser user, @Nullable String objection) {

	}

	/**
	 * A user before and after a line.
	 */
	record Change(StoredUser before, StoredUser after) {

	}

}
