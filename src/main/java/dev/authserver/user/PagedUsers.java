package dev.authserver.user;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Walks through all users by their ids, a page in memory at a time and no connection held
 * between two pages, so that neither a long list nor a slow reader costs anything.
 */
class PagedUsers implements Iterator<UserView> {

	private static final int PAGE_SIZE = 1000;

	private final Source source;

	private Iterator<UserView> page = Collections.emptyIterator();

	private long last = 0;

	private boolean lastPage = false;

	PagedUsers(Source source) {
		this.source = source;
	}

	@Override
	public boolean hasNext() {
		if (!this.page.hasNext() && !this.lastPage) {
			List<UserView> next = this.source.page(this.last, PAGE_SIZE);
			this.lastPage = next.size() < PAGE_SIZE;
			this.page = next.iterator();
		}
		return this.page.hasNext();
	}

	@Override
	public UserView next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		UserView user = this.page.next();
		this.last = user.id();
		return user;
	}

	/**
	 * Where the pages come from.
	 */
	@FunctionalInterface
	interface Source {

		List<UserView> page(long after, int limit);

	}

}
