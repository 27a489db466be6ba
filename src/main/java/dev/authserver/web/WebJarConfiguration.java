package dev.authserver.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Serves Swagger UI and ReDoc out of their jars, at paths that name no version.
 */
@Configuration(proxyBeanMethods = false)
class WebJarConfiguration implements WebMvcConfigurer {

	/**
	 * More than there are files that the pages load.
	 */
	static final int MAX_CACHED = 100;

	private final Cache files;

	WebJarConfiguration(Cache webJarFiles) {
		this.files = webJarFiles;
	}

	/**
	 * Keeps what was asked for last, since a path can be written in as many ways as its
	 * letters can be percent-encoded.
	 */
	@Bean
	static Cache webJarFiles() {
		return new ConcurrentMapCache("webjars", Caffeine.newBuilder().maximumSize(MAX_CACHED).build().asMap(), false);
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/webjars/**")
			.addResourceLocations("classpath:/META-INF/resources/webjars/")
			.setCacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.resourceChain(true, this.files)
			.addTransformer(new NoForeignLogo());
	}

	/**
	 * Takes away the address from which ReDoc fetches its maker's logo. It does without
	 * one that cannot be shown.
	 */
	private static final class NoForeignLogo implements ResourceTransformer {

		private static final String LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

		private static final String NOTHING = "data:,";

		@Override
		public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
				throws IOException {
			Resource next = chain.transform(request, resource);
			if (!"redoc.standalone.js".equals(next.getFilename())) {
				return next;
			}
			String script = next.getContentAsString(StandardCharsets.UTF_8).replace(LOGO, NOTHING);
			return new TransformedResource(next, script.getBytes(StandardCharsets.UTF_8));
		}

	}

}
