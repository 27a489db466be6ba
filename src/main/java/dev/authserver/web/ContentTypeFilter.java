package dev.authserver.web;

import java.io.IOException;
import java.nio.charset.Charset;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Shows a {@code Content-Type} that cannot be parsed as one of no known type. Frameworks
 * throw wherever they first read it; so it is refused as any other wrong type, by the
 * routes that read a body, and in their turn.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3">RFC 9110, 8.3</a>
 */
class ContentTypeFilter extends HttpFilter {

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String type = request.getContentType();
		boolean readable = type == null || isReadable(type, request.getCharacterEncoding());
		chain.doFilter(readable ? request : new TypedRequest(request, MediaType.APPLICATION_OCTET_STREAM_VALUE),
				response);
	}

	/**
	 * Whether Spring takes the type, and the charset that Tomcat has found in it.
	 */
	private static boolean isReadable(String type, @Nullable String charset) {
		try {
			return MediaType.parseMediaType(type).isConcrete() && (charset == null || Charset.isSupported(charset));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
