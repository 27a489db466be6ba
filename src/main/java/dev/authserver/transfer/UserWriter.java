package dev.authserver.transfer;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.storage.GeneratedIds;
import dev.authserver.transfer.BatchPlan.Change;
import dev.authserver.transfer.BatchPlan.Existing;
import dev.authserver.transfer.Tally.Outcome;
import dev.authserver.user.UserDirectory.AccessRevoked;
import dev.authserver.userfile.UserLine;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes one batch of lines within a transaction, with the events and the ends of
 * sessions that belong to it.
 */
@Component
class UserWriter {

	private static final String TABLE = "users";

	private final TransferRepository users;

	private final GeneratedIds ids;

	private final TransactionOperations transactions;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final Clock clock;

	UserWriter(TransferRepository users, GeneratedIds ids, TransactionOperations transactions, SecurityLog events,
			ApplicationEventPublisher publisher, Clock clock) {
		this.users = users;
		this.ids = ids;
		this.transactions = transactions;
		this.events = events;
		this.publisher = publisher;
		this.clock = clock;
	}

	/**
	 * Writes lines, all of them or none.
	 * @param seen e-mails of users whom a dry run would have created
	 * @throws DataIntegrityViolationException if others took an e-mail or an id meanwhile
	 */
	List<Outcome> write(List<UserLine> lines, ImportOptions options, SeenEmails seen) {
		return Objects.requireNonNull(this.transactions.execute((status) -> {
			BatchPlan plan = new BatchPlan(options, this.clock.instant(), existing(lines, options, seen));
			lines.forEach(plan::add);
			List<Long> newIds = List.of();
			if (options.dryRun()) {
				Stream.concat(plan.created().stream(), plan.createdWithNewId().stream())
					.forEach((user) -> seen.add(user.email()));
			}
			else {
				newIds = create(plan);
				plan.changes().forEach(this::change);
			}
			return plan.outcomes(newIds);
		}));
	}

	/**
	 * Lets the next generated id be greater than all that users have.
	 */
	void passOverIds() {
		this.ids.passOverAll(TABLE);
	}

	private Existing existing(List<UserLine> lines, ImportOptions options, SeenEmails seen) {
		List<StoredUser> users = this.users.find(lines.stream().map(UserLine::email).toList());
		if (options.update()) {
			users = lock(users, lines.stream().anyMatch(UserWriter::mayTakeRights));
		}
		Set<Long> admins = users.stream()
			.filter(StoredUser::isActiveAdmin)
			.map(StoredUser::id)
			.collect(Collectors.toCollection(HashSet::new));
		List<Long> ids = lines.stream().flatMap((line) -> Stream.ofNullable(line.id())).toList();
		Set<Long> used = ids.isEmpty() ? Set.of() : this.users.findUsed(ids);
		return new Existing(byEmail(users), used, admins, seen);
	}

	private static boolean mayTakeRights(UserLine line) {
		return Boolean.FALSE.equals(line.admin()) || Boolean.FALSE.equals(line.active());
	}

	/**
	 * Locks the users, and all active admins where one of them may cease to be one.
	 */
	private List<StoredUser> lock(List<StoredUser> users, boolean withAdmins) {
		Set<Long> admins = withAdmins ? this.users.findActiveAdmins() : Set.of();
		return this.users
			.lock(Stream.concat(admins.stream(), users.stream().map(StoredUser::id)).collect(Collectors.toSet()));
	}

	private static Map<String, StoredUser> byEmail(List<StoredUser> users) {
		Map<String, StoredUser> byEmail = new HashMap<>();
		users.forEach((user) -> byEmail.put(user.email(), user));
		return byEmail;
	}

	/**
	 * Lets the database pass over the ids that users bring, before another new user could
	 * get one of them.
	 */
	private List<Long> create(BatchPlan plan) {
		this.ids.passOver(TABLE, plan.created().stream().mapToLong(StoredUser::id));
		this.users.insert(plan.created());
		List<Long> newIds = this.users.insertWithNewIds(plan.createdWithNewId());
		plan.created().forEach((user) -> this.events.record(SecurityEvent.USER_CREATED, user.id()));
		newIds.forEach((id) -> this.events.record(SecurityEvent.USER_CREATED, id));
		return newIds;
	}

	private void change(Change change) {
		StoredUser before = change.before();
		StoredUser after = change.after();
		boolean ends = after.endsSessionsOf(before);
		this.users.update(after, ends);
		if (!after.hash().equals(before.hash())) {
			this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE, after.id());
		}
		if (after.admin() != before.admin() || after.active() != before.active()) {
			this.events.record(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED, after.id());
		}
		if (ends) {
			this.publisher.publishEvent(new AccessRevoked(after.id(), null));
		}
	}

}
