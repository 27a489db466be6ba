package dev.authserver.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends bytes that no well-behaved client would.
 */
public final class RawSocket {

	private RawSocket() {
	}

	public static Api.Answer send(int port, String request) throws IOException {
		return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
	}

	public static Api.Answer send(int port, byte[] request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			OutputStream out = socket.getOutputStream();
			out.write(request);
			out.flush();
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			socket.getInputStream().transferTo(answer);
			return parse(answer.toString(StandardCharsets.ISO_8859_1));
		}
	}

	/**
	 * A request without a body whose connection ends with the answer.
	 */
	public static String request(String method, String target, String... headers) {
		String more = List.of(headers).stream().map((header) -> header + "\r\n").collect(Collectors.joining());
		return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n";
	}

	private static Api.Answer parse(String answer) {
		String[] parts = answer.split("\r\n\r\n", 2);
		List<String> lines = parts[0].lines().toList();
		Map<String, List<String>> headers = lines.stream()
			.skip(1)
			.map((line) -> line.split(": ?", 2))
			.collect(Collectors.groupingBy((header) -> header[0].toLowerCase(Locale.ROOT),
					Collectors.mapping((header) -> header[1], Collectors.toList())));
		String body = headers.containsKey("transfer-encoding") ? unchunk(parts[1]) : parts[1];
		return new Api.Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers, body);
	}

	private static String unchunk(String chunks) {
		StringBuilder body = new StringBuilder();
		int at = 0;
		while (true) {
			int end = chunks.indexOf("\r\n", at);
			int size = Integer.parseInt(chunks.substring(at, end), 16);
			if (size == 0) {
				return body.toString();
			}
			body.append(chunks, end + 2, end + 2 + size);
			at = end + 2 + size + 2;
		}
	}

}
