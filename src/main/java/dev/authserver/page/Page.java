package dev.authserver.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * A part of a list, which every route that lists answers alike: as an array, with the
 * address of the next page in the header {@code Link}.
 *
 * @param <T> type of the items
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>
 */
public final class Page<T> {

	/**
	 * Greatest number of items in a page.
	 */
	public static final int MAX_SIZE = 1000;

	private static final int DEFAULT_SIZE = 100;

	private final int size;

	private final List<T> items;

	private final boolean last;

	private Page(int size, List<T> oneMore) {
		this.size = size;
		this.last = oneMore.size() <= size;
		this.items = this.last ? oneMore : oneMore.subList(0, size);
	}

	/**
	 * Reads a page, and one item more, which tells whether another page follows.
	 * @param limit how many items the client wants, or null for the usual number
	 * @param items gives as many items as it is asked for, or fewer at the end
	 */
	public static <T> Page<T> read(@Nullable Integer limit, IntFunction<List<T>> items) {
		int size = (limit != null) ? limit : DEFAULT_SIZE;
		return new Page<>(size, items.apply(size + 1));
	}

	/**
	 * Answers the items.
	 * @param path of the route, with its last slash
	 * @param rest the query of the next page but for its limit, told by the last item of
	 * this one
	 */
	public ResponseEntity<Iterable<T>> answer(String path, Function<T, String> rest) {
		if (this.last) {
			return ResponseEntity.ok(this.items);
		}
		String next = "<" + path + "?limit=" + this.size + "&" + rest.apply(this.items.get(this.size - 1))
				+ ">; rel=\"next\"";
		return ResponseEntity.ok().header(HttpHeaders.LINK, next).body(this.items);
	}

}
