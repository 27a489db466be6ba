package dev.authserver.schedule;

import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Runs scheduled tasks, on virtual threads or on a pool, and takes care of their
 * failures.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ScheduleConfiguration {

	@Bean
	SimpleAsyncTaskSchedulerCustomizer failuresOnVirtualThreads() {
		return (scheduler) -> scheduler.setErrorHandler(new TaskFailures());
	}

	@Bean
	ThreadPoolTaskSchedulerCustomizer failuresOnPool() {
		return (scheduler) -> scheduler.setErrorHandler(new TaskFailures());
	}

}
