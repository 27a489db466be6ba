package dev.authserver.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes all users as an import reads them, with their ids and hashes. Nothing offers it
 * over HTTP: who gets all hashes can guess passwords for as long as it takes.
 */
@Service
public class UserExport {

	private static final int PAGE_SIZE = 1000;

	private final TransferRepository users;

	private final TransactionTemplate snapshot;

	private final ObjectWriter json;

	UserExport(TransferRepository users, PlatformTransactionManager transactions, JsonMapper json) {
		this.users = users;
		this.snapshot = new TransactionTemplate(transactions);
		this.snapshot.setReadOnly(true);
		this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.json = json.writerFor(StoredUser.class);
	}

	/**
	 * Writes a line for each user, in the order of the ids, all as of one moment.
	 * @param progress is told now and then how many users have been written
	 * @return the number of users
	 */
	public long write(OutputStream out, LongConsumer progress) {
		return Objects.requireNonNull(this.snapshot.execute((status) -> writeAll(out, progress)));
	}

	private long writeAll(OutputStream out, LongConsumer progress) {
		long written = 0;
		try {
			for (List<StoredUser> page = this.users.findAfter(Long.MIN_VALUE, PAGE_SIZE); !page
				.isEmpty(); page = this.users.findAfter(page.get(page.size() - 1).id(), PAGE_SIZE)) {
				for (StoredUser user : page) {
					out.write(this.json.writeValueAsBytes(user));
					out.write('\n');
				}
				written += page.size();
				progress.accept(written);
			}
			out.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return written;
	}

}
