package dev.authserver.storage;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * Lets Hibernate use the entities as they are. It would write classes at each start for
 * what is loaded lazily, and get ready for JSON in columns, of which there is nothing
 * here: 1 400 classes and their memory.
 */
public class PlainEntities implements ServiceContributor {

	@Override
	public void contribute(StandardServiceRegistryBuilder services) {
		services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
		services.applySetting(MappingSettings.JSON_FORMAT_MAPPER, new NoJson());
	}

	/**
	 * Refuses what no column asks for.
	 */
	private static final class NoJson implements FormatMapper {

		@Override
		public <T> T fromString(CharSequence json, JavaType<T> type, WrapperOptions options) {
			throw new UnsupportedOperationException("No column holds JSON");
		}

		@Override
		public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
			throw new UnsupportedOperationException("No column holds JSON");
		}

	}

}
