package dev.authserver.login;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads a {@link PasswordGrant} from the body alone: credentials in a query would end up
 * in logs, so there they do not count.
 */
@Component
class PasswordGrantResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_FORM_URLENCODED,
			MediaType.MULTIPART_FORM_DATA);

	private final FormHttpMessageConverter converter = new FormHttpMessageConverter();

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == PasswordGrant.class;
	}

	@Override
	public PasswordGrant resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) throws Exception {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		if (request == null || binderFactory == null) {
			throw new IllegalStateException("A form comes with a servlet request");
		}
		PasswordGrant grant = PasswordGrant.of(form(request));
		WebDataBinder binder = binderFactory.createBinder(webRequest, grant, "form");
		binder.validate();
		if (binder.getBindingResult().hasErrors()) {
			throw new MethodArgumentNotValidException(parameter, binder.getBindingResult());
		}
		return grant;
	}

	private MultiValueMap<String, String> form(HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
		byte[] body = request.getInputStream().readAllBytes();
		if (body.length == 0) {
			return new LinkedMultiValueMap<>();
		}
		MediaType type = headers.getContentType();
		RawBody message = new RawBody(headers, new ByteArrayInputStream(body));
		try {
			if (MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
				return this.converter.read(null, message);
			}
			if (type != null && MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)) {
				return MultipartForm.read(body, boundary(type));
			}
		}
		catch (IllegalArgumentException ex) {
			throw new HttpMessageNotReadableException("The form is not well-formed", ex, message);
		}
		throw new HttpMediaTypeNotSupportedException(type, FORMS, HttpMethod.POST);
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
