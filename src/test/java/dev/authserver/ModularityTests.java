package dev.authserver;

import java.time.Instant;
import java.time.LocalDateTime;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.authserver.settings.Settings;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

/**
 * The shape of the house.
 */
class ModularityTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		// what an earlier package has generated
		.withImportOption((location) -> !location.contains("__"))
		.importPackages("dev.authserver");

	@Test
	void verifyWhenRoomImportsWhatItMayNotFails() {
		ApplicationModules.of(AuthServerApplication.class).verify();
	}

	@Test
	void checkWhenControllerOrConfigurationIsPublicFails() {
		check(noClasses().that()
			.areMetaAnnotatedWith(Controller.class)
			.or()
			.haveSimpleNameEndingWith("Controller")
			.or()
			.haveSimpleNameEndingWith("Configuration")
			.or()
			.haveSimpleNameEndingWith("Repository")
			.should()
			.bePublic());
	}

	@Test
	void checkWhenJwtLibraryIsUsedOutsideJwtServiceFails() {
		check(noClasses().that()
			.haveNameNotMatching("dev\\.authserver\\.(token\\.Jwt(Service|Json|Claims|Keys)|key\\.PublicJwk)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.jsonwebtoken.."));
	}

	@Test
	void checkWhenTheTimeIsReadPastTheClockFails() {
		check(noClasses().should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(LocalDateTime.class, "now"));
	}

	@Test
	void checkWhenFieldIsInjectedFails() {
		check(noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class));
	}

	@Test
	void checkWhenSettingsAreNotReadBeforeTheDataFails() {
		check(classes().that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.should()
			.implement(Settings.class)
			.andShould()
			.beRecords());
	}

	@Test
	void checkWhenEntityLeavesItsRoomFails() {
		check(classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate());
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
