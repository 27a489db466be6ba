package dev.authserver.metrics;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.authserver.connection.ManagementProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Decides at each start whether anything is measured. Boot's own conditions would be
 * decided when the build prepares the beans.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

	private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

	/**
	 * Without a port for management a registry that has no other behind it, so that what
	 * is counted goes nowhere.
	 */
	@Bean
	MeterRegistry meters(ManagementProperties management) {
		return management.isOn() ? prometheus() : new CompositeMeterRegistry();
	}

	/**
	 * Leaves out two meters whose names Prometheus takes for something else.
	 */
	private static MeterRegistry prometheus() {
		MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		meters.config().meterFilter(MeterFilter.deny((meter) -> MISNAMED.contains(meter.getName())));
		return meters;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestMeter(ManagementProperties management,
			MeterRegistry meters) {
		return (tomcat) -> {
			if (management.isOn()) {
				tomcat.addEngineValves(new RequestMeter(meters, management));
			}
		};
	}

	/**
	 * Measures the Java machine and the pool of connections.
	 */
	@Bean
	SmartInitializingSingleton machineAndPool(ManagementProperties management, MeterRegistry meters,
			DataSource dataSource) {
		return () -> {
			if (management.isOn()) {
				List<MeterBinder> machine = List.of(new JvmMemoryMetrics(), new JvmGcMetrics(), new JvmThreadMetrics(),
						new ClassLoaderMetrics(), new ProcessorMetrics(), new UptimeMetrics(),
						new FileDescriptorMetrics());
				machine.forEach((binder) -> binder.bindTo(meters));
				measure(pool(dataSource), meters);
			}
		};
	}

	/**
	 * Asks the pool when somebody asks. Hikari's own tracker would measure each use of a
	 * connection, for every read.
	 */
	private static void measure(HikariDataSource pool, MeterRegistry meters) {
		gauge("active", "Connections in use", pool, HikariPoolMXBean::getActiveConnections, meters);
		gauge("idle", "Connections that are free", pool, HikariPoolMXBean::getIdleConnections, meters);
		gauge("pending", "Threads that wait for a connection", pool, HikariPoolMXBean::getThreadsAwaitingConnection,
				meters);
		Gauge.builder("hikaricp.connections.max", pool, HikariDataSource::getMaximumPoolSize)
			.description("Connections at the most")
			.register(meters);
	}

	private static void gauge(String name, String description, HikariDataSource pool,
			ToIntFunction<HikariPoolMXBean> value, MeterRegistry meters) {
		Gauge.builder("hikaricp.connections." + name, pool, (source) -> value.applyAsInt(source.getHikariPoolMXBean()))
			.description(description)
			.register(meters);
	}

	private static HikariDataSource pool(DataSource dataSource) {
		try {
			return dataSource.unwrap(HikariDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The pool is Hikari's", ex);
		}
	}

}
