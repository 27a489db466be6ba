package dev.authserver.userfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Users on a line of text each. Whatever a line holds, the next one is found.
 */
class TextSource implements UserSource {

	private static final int MAX_LINE = 64 * 1024;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final InputStream in;

	private final LineParser parser;

	private final byte[] buffer = new byte[16 * 1024];

	private int position;

	private int limit;

	private long number;

	TextSource(InputStream in, LineParser parser) {
		this.in = in;
		this.parser = parser;
	}

	@Override
	public long number() {
		return this.number;
	}

	@Override
	public @Nullable Row next() throws IOException, RefusedLineException {
		for (byte[] line = line(); line != null; line = line()) {
			Map<String, Object> members = isBlank(line) ? null : this.parser.parse(line);
			if (members != null) {
				return new Row(this.number, members);
			}
		}
		return null;
	}

	/**
	 * The next line without its end, or null behind the last one.
	 */
	private byte @Nullable [] line() throws IOException, RefusedLineException {
		if (!fill()) {
			return null;
		}
		this.number++;
		ByteArrayOutputStream line = new ByteArrayOutputStream(256);
		boolean tooLong = false;
		boolean complete = false;
		while (!complete && fill()) {
			int end = this.position;
			while (end < this.limit && this.buffer[end] != '\n') {
				end++;
			}
			tooLong |= line.size() + end - this.position > MAX_LINE;
			if (!tooLong) {
				line.write(this.buffer, this.position, end - this.position);
			}
			complete = end < this.limit;
			this.position = complete ? end + 1 : end;
		}
		if (tooLong) {
			throw new RefusedLineException("is longer than 64 KiB");
		}
		return plain(line.toByteArray());
	}

	private boolean fill() throws IOException {
		if (this.position == this.limit) {
			this.position = 0;
			this.limit = Math.max(0, this.in.read(this.buffer));
		}
		return this.limit > 0;
	}

	private byte[] plain(byte[] line) {
		int start = (this.number == 1 && Arrays.mismatch(line, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length)
				? BYTE_ORDER_MARK.length : 0;
		int end = (line.length > start && line[line.length - 1] == '\r') ? line.length - 1 : line.length;
		return Arrays.copyOfRange(line, start, end);
	}

	private static boolean isBlank(byte[] line) {
		for (byte one : line) {
			if (one != ' ' && one != '\t') {
				return false;
			}
		}
		return true;
	}

}
