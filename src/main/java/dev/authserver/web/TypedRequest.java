package dev.authserver.web;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The same request with another {@code Content-Type}, or none.
 */
class TypedRequest extends HttpServletRequestWrapper {

	private final @Nullable String type;

	TypedRequest(HttpServletRequest request, @Nullable String type) {
		super(request);
		this.type = type;
	}

	@Override
	public @Nullable String getContentType() {
		return this.type;
	}

	@Override
	public @Nullable String getCharacterEncoding() {
		return null;
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isType(name) ? this.type : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		if (!isType(name)) {
			return super.getHeaders(name);
		}
		return Collections.enumeration((this.type != null) ? List.of(this.type) : List.of());
	}

	private static boolean isType(String name) {
		return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
	}

}
