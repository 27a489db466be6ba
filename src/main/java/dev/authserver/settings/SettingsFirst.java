package dev.authserver.settings;

import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.stereotype.Component;

/**
 * Reads all settings before anything else is started, so that a wrong one ends the start
 * at once and before it has touched the data. The build, which prepares the start, has no
 * settings. They are told by the names that {@code @ConfigurationPropertiesScan} gives:
 * to look for the annotation on all beans would take a tenth of a second.
 */
@Component
class SettingsFirst implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		Stream.of(beans.getBeanDefinitionNames())
			.filter((name) -> name.contains("-dev.authserver."))
			.forEach(beans::getBean);
	}

}
