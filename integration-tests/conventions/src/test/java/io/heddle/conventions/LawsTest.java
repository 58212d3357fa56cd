package io.heddle.conventions;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every law holds in every module. */
class LawsTest {
    static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/conventions/"))
            .importPackages("io.heddle");

    @TestFactory
    List<DynamicTest> everyLawHolds() throws IllegalAccessException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Field field : laws()) {
            ArchRule rule = (ArchRule) field.get(null);
            tests.add(DynamicTest.dynamicTest(
                    field.getName(), () -> rule.allowEmptyShould(true).check(OURS)));
        }
        return tests;
    }

    @Test
    void everyModuleIsRead() {
        for (String part : List.of("api", "core", "engine", "coordinator", "sandbox")) {
            Assertions.assertTrue(
                    OURS.stream().anyMatch(type -> type.getPackageName().startsWith("io.heddle." + part)),
                    "no class of " + part + " was found: the laws would hold of nothing");
        }
    }

    static List<Field> laws() {
        List<Field> found = new ArrayList<>();
        for (Field field : Laws.class.getDeclaredFields()) {
            if (ArchRule.class.isAssignableFrom(field.getType())) {
                found.add(field);
            }
        }
        return found;
    }
}
