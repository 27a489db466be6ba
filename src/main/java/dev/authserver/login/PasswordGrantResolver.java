package dev.authserver.login;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
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
		PasswordGrant grant = PasswordGrant.of(FormBody.read(request, FORMS));
		WebDataBinder binder = binderFactory.createBinder(webRequest, grant, "form");
		binder.validate();
		if (binder.getBindingResult().hasErrors()) {
			throw new MethodArgumentNotValidException(parameter, binder.getBindingResult());
		}
		return grant;
	}

}
