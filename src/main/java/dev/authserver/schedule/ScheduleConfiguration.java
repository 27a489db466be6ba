package dev.authserver.schedule;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Enables scheduled tasks and logs their failures. Boot runs the tasks on virtual threads
 * where Java has them, and on a pool of threads elsewhere.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
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
