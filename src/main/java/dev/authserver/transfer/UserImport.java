package dev.authserver.transfer;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.storage.GeneratedIds;
import dev.authserver.transfer.BatchPlan.Change;
import dev.authserver.transfer.BatchPlan.Existing;
import dev.authserver.transfer.Tally.Outcome;
import dev.authserver.transfer.Tally.Outcome.Kind;
import dev.authserver.user.UserDirectory.AccessRevoked;
import dev.authserver.userfile.RefusedLineException;
import dev.authserver.userfile.UserLine;
import dev.authserver.userfile.UserSource;
import dev.authserver.userfile.UserSource.Row;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports users a thousand at a time, each thousand in a transaction of its own, so that
 * an import of any size takes little memory and holds no connection while it waits for
 * its source.
 */
@Service
public class UserImport {

	private static final int BATCH_SIZE = 1000;

	private static final int MAX_TRIES = 3;

	private final TransferRepository users;

	private final GeneratedIds ids;

	private final TransactionOperations transactions;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final Clock clock;

	UserImport(TransferRepository users, GeneratedIds ids, TransactionOperations transactions, SecurityLog events,
			ApplicationEventPublisher publisher, Clock clock) {
		this.users = users;
		this.ids = ids;
		this.transactions = transactions;
		this.events = events;
		this.publisher = publisher;
		this.clock = clock;
	}

	/**
	 * Imports all lines of a source.
	 * @param progress is told now and then how many lines have been dealt with
	 * @throws IOException if the source breaks off; what came before it is imported
	 */
	public ImportReport run(UserSource source, ImportOptions options, LongConsumer progress) throws IOException {
		Run run = new Run(options, new Tally(), new SeenEmails());
		Batch batch = new Batch();
		boolean more = true;
		while (more) {
			try {
				Row row = source.next();
				more = row != null;
				if (row != null) {
					run.tally().tellUnknownMembers(row);
					UserLine line = UserLine.of(row);
					if (!batch.takes(line)) {
						store(batch, run, progress);
					}
					batch.add(line);
				}
			}
			catch (RefusedLineException ex) {
				run.tally().failed(source.number(), ex.email(), ex.reason());
			}
		}
		store(batch, run, progress);
		return run.tally().report();
	}

	private void store(Batch batch, Run run, LongConsumer progress) {
		storeOrSplit(batch.lines, run);
		batch.clear();
		progress.accept(run.tally().lines());
	}

	/**
	 * Stores the lines one by one where others have changed the same users meanwhile, so
	 * that only the lines concerned can fail.
	 */
	private void storeOrSplit(List<UserLine> lines, Run run) {
		try {
			storeAll(lines, run).forEach(run.tally()::add);
		}
		catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
			lines.forEach((line) -> run.tally().add(storeAlone(line, run, MAX_TRIES)));
		}
	}

	private Outcome storeAlone(UserLine line, Run run, int tries) {
		try {
			return storeAll(List.of(line), run).get(0);
		}
		catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
			if (tries == 1) {
				return new Outcome(line, Kind.FAILED, "was changed by others at the same time");
			}
			this.ids.passOver("users", this.users.findHighestId());
			return storeAlone(line, run, tries - 1);
		}
	}

	private List<Outcome> storeAll(List<UserLine> lines, Run run) {
		return Objects.requireNonNull(this.transactions.execute((status) -> {
			BatchPlan plan = new BatchPlan(run.options(), this.clock.instant(), existing(lines, run));
			lines.forEach(plan::add);
			List<Long> newIds = List.of();
			if (run.options().dryRun()) {
				Stream.concat(plan.created().stream(), plan.createdWithNewId().stream())
					.forEach((user) -> run.seen().add(user.email()));
			}
			else {
				newIds = create(plan);
				plan.changes().forEach(this::change);
			}
			return plan.outcomes(newIds);
		}));
	}

	private Existing existing(List<UserLine> lines, Run run) {
		Map<String, StoredUser> users = byEmail(this.users.find(lines.stream().map(UserLine::email).toList()));
		Set<Long> admins = new HashSet<>();
		if (run.options().update()) {
			boolean mayTakeRights = lines.stream()
				.anyMatch((line) -> Boolean.FALSE.equals(line.admin()) || Boolean.FALSE.equals(line.active()));
			Set<Long> candidates = mayTakeRights ? this.users.findActiveAdmins() : Set.of();
			users = byEmail(
					this.users.lock(Stream.concat(candidates.stream(), users.values().stream().map(StoredUser::id))
						.collect(Collectors.toSet())));
			users.values().stream().filter(StoredUser::isActiveAdmin).map(StoredUser::id).forEach(admins::add);
		}
		List<Long> wanted = lines.stream()
			.map(UserLine::id)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.filter((id) -> id > 0)
			.toList();
		Set<Long> used = wanted.isEmpty() ? Set.of() : this.users.findUsed(wanted);
		return new Existing(users, used, admins, run.seen());
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
		LongStream brought = plan.created().stream().mapToLong(StoredUser::id);
		brought.filter((id) -> id < TransferRepository.FAR_ID).max().ifPresent((id) -> this.ids.passOver("users", id));
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

	/**
	 * One import under way.
	 */
	private record Run(ImportOptions options, Tally tally, SeenEmails seen) {

	}

	/**
	 * Lines that are stored together, none of which has the e-mail or the id of another.
	 */
	private static final class Batch {

		private final List<UserLine> lines = new ArrayList<>();

		private final Set<Object> keys = new HashSet<>();

		boolean takes(UserLine line) {
			return this.lines.size() < BATCH_SIZE && !this.keys.contains(line.email())
					&& (line.id() == null || !this.keys.contains(line.id()));
		}

		void add(UserLine line) {
			this.lines.add(line);
			this.keys.add(line.email());
			if (line.id() != null) {
				this.keys.add(line.id());
			}
		}

		void clear() {
			this.lines.clear();
			this.keys.clear();
		}

	}

}
