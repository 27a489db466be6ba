package dev.authserver.storage;

import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import dev.authserver.AuthServerApplication;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypesScanner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets JPA up when a user is first changed, which then takes a second, and not at each
 * start: that needs a fifth more memory and time for what most servers seldom do. It asks
 * no database for this, so that one that is away is told like at any other time.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class JpaConfiguration {

	/**
	 * Spring Data would ask for all at each start.
	 */
	@Bean
	static BeanFactoryPostProcessor lazyEntityManager() {
		return (beans) -> beans.getBeanDefinition("jpaSharedEM_entityManagerFactory").setLazyInit(true);
	}

	@Bean
	PersistenceManagedTypes entities(ResourceLoader classes) {
		return new PersistenceManagedTypesScanner(classes).scan(AuthServerApplication.class.getPackageName());
	}

	@Bean
	EntityManagerFactory entityManagerFactory(EntityManagerFactoryBuilder jpa, DataSource dataSource,
			PersistenceManagedTypes entities, StorageProperties storage) {
		Class<? extends Dialect> dialect = storage.isEmbedded() ? H2Dialect.class : PostgreSQLDialect.class;
		LocalContainerEntityManagerFactoryBean factory = jpa.dataSource(dataSource)
			.managedTypes(entities)
			.properties(Map.of(JdbcSettings.DIALECT, dialect, JdbcSettings.ALLOW_METADATA_ON_BOOT, false))
			.build();
		factory.afterPropertiesSet();
		return factory.getObject();
	}

	/**
	 * Makes failures of Hibernate those of Spring, as the factory's own bean would.
	 */
	@Bean
	PersistenceExceptionTranslator failures(JpaVendorAdapter vendor) {
		return Objects.requireNonNull(vendor.getJpaDialect());
	}

	@Bean
	PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
		return new JpaTransactionManager(factory);
	}

	@Bean
	TransactionOperations transactions(PlatformTransactionManager manager) {
		return new TransactionTemplate(manager);
	}

}
