package dev.authserver.login;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * Reads the fields of a form from the body alone: the parameters of a servlet are those
 * of the query too, which ends up in logs.
 */
public final class FormBody {

	/**
	 * More than any form of this API has, and as many as a query may have: each field
	 * takes far more memory than it has bytes.
	 */
	static final int MAX_FIELDS = 100;

	private static final FormHttpMessageConverter CONVERTER = new FormHttpMessageConverter();

	private FormBody() {
	}

	/**
	 * Reads the fields, of which an empty body has none.
	 * @param types the media types that the route takes
	 * @throws HttpMessageNotReadableException if the form is malformed
	 * @throws HttpMediaTypeNotSupportedException if the body is of another type
	 */
	public static MultiValueMap<String, String> read(HttpServletRequest request, List<MediaType> types)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
		byte[] body = request.getInputStream().readAllBytes();
		if (body.length == 0) {
			return new LinkedMultiValueMap<>();
		}
		MediaType type = headers.getContentType();
		if (type == null || types.stream().noneMatch(type::equalsTypeAndSubtype)) {
			throw new HttpMediaTypeNotSupportedException(type, types, HttpMethod.POST);
		}
		RawBody message = new RawBody(headers, new ByteArrayInputStream(body));
		try {
			if (MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)) {
				return MultipartForm.read(body, boundary(type));
			}
			requireFewFields(body);
			return CONVERTER.read(null, message);
		}
		catch (IllegalArgumentException ex) {
			throw new HttpMessageNotReadableException("The form is not well-formed", ex, message);
		}
	}

	private static void requireFewFields(byte[] body) {
		int fields = 1;
		for (byte one : body) {
			fields += (one == '&') ? 1 : 0;
		}
		if (fields > MAX_FIELDS) {
			throw new IllegalArgumentException("The form has too many fields");
		}
	}

	private static String boundary(MediaType type) {
		String boundary = type.getParameter("boundary");
		if (boundary == null || boundary.isBlank()) {
			throw new IllegalArgumentException("A multipart body has a boundary");
		}
		return boundary.startsWith("\"") ? boundary.substring(1, boundary.length() - 1) : boundary;
	}

	/**
	 * The body as it came. {@link ServletServerHttpRequest#getBody()} would rebuild a
	 * form from the parameters, which are those of the query.
	 */
	private record RawBody(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

}
