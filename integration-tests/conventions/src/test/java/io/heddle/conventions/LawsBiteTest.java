package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A law that no seeded violation breaks holds nothing; each is seen to fail on the fixtures. */
class LawsBiteTest {
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("io.heddle.conventions.fixture");

    @TestFactory
    List<DynamicTest> everyLawIsBrokenByItsFixture() throws IllegalAccessException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Field field : LawsTest.laws()) {
            ArchRule rule = (ArchRule) field.get(null);
            tests.add(DynamicTest.dynamicTest(
                    field.getName(),
                    () -> assertTrue(
                            rule.allowEmptyShould(true).evaluate(FIXTURES).hasViolation(),
                            "no fixture breaks " + rule.getDescription())));
        }
        assertFalse(tests.isEmpty());
        return tests;
    }
}
