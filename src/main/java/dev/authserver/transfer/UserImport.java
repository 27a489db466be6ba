package dev.authserver.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import dev.authserver.transfer.Tally.Outcome;
import dev.authserver.transfer.Tally.Outcome.Kind;
import dev.authserver.userfile.RefusedLineException;
import dev.authserver.userfile.UserLine;
import dev.authserver.userfile.UserSource;
import dev.authserver.userfile.UserSource.Row;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Imports users a thousand at a time, each thousand in a transaction of its own, so that
 * an import of any size takes little memory and holds no connection while it waits for
 * its source.
 */
@Service
public class UserImport {

	private static final int BATCH_SIZE = 1000;

	private static final int MAX_TRIES = 3;

	private final UserWriter writer;

	UserImport(UserWriter writer) {
		this.writer = writer;
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
			this.writer.write(lines, run.options(), run.seen()).forEach(run.tally()::add);
		}
		catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
			lines.forEach((line) -> run.tally().add(storeAlone(line, run)));
		}
	}

	private Outcome storeAlone(UserLine line, Run run) {
		for (int tries = 1; tries <= MAX_TRIES; tries++) {
			try {
				return this.writer.write(List.of(line), run.options(), run.seen()).get(0);
			}
			catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
				this.writer.passOverIds();
			}
		}
		return new Outcome(line, Kind.FAILED, "was changed by others at the same time");
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
