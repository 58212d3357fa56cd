package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.heddle.api.environment.ConfigOption;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Setting;
import io.heddle.core.config.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A setting that is accepted has an effect, or the user is told that it has none. */
class SettingsTest {
    /** What a configuration can do with a setting besides telling its value. */
    private static final Set<String> NO_READING = Set.of("with", "without", "origin");

    /**
     * What was found.
     *
     * @param dead keys of settings that nobody reads and that do not say so
     * @param alive keys of settings that are read although they say that they are not
     */
    private record Audit(int seen, Set<String> dead, Set<String> alive) {
        static Audit of(JavaClasses classes) throws ReflectiveOperationException {
            Set<String> ofPrograms = keysThatTheApiReads(classes);
            Set<String> dead = new TreeSet<>();
            Set<String> alive = new TreeSet<>();
            List<JavaField> settings = constants(classes, Setting.class);
            for (JavaField field : settings) {
                Setting<?> setting = (Setting<?>) value(field);
                boolean withoutEffect = setting.traits().contains(Trait.WITHOUT_EFFECT);
                boolean read = field.getAccessesToSelf().stream().anyMatch(access -> isReading(field, access));
                if (withoutEffect && read) {
                    alive.add(setting.key());
                } else if (!withoutEffect && !read && !ofPrograms.contains(setting.key())) {
                    dead.add(setting.key());
                }
            }
            return new Audit(settings.size(), dead, alive);
        }
    }

    @Test
    void everySettingIsReadOrSaysThatItHasNoEffect() throws ReflectiveOperationException {
        Audit audit = Audit.of(LawsTest.OURS);
        assertTrue(audit.seen() > 200, "only " + audit.seen() + " settings were found");
        assertEquals(Set.of(), audit.dead(), "nobody reads these: give them their effect, or say withoutEffect()");
        assertEquals(Set.of(), audit.alive(), "these are read although they say withoutEffect()");
    }

    @Test
    void theLawBites() throws ReflectiveOperationException {
        Audit audit = Audit.of(new ClassFileImporter().importPackages("io.heddle.conventions.fixture"));
        assertEquals(Set.of("unread", "handed on", "written"), audit.dead());
        assertEquals(Set.of("denied and read"), audit.alive());
    }

    /** To hand its key on, or to show its default, is not to read it: the value must be asked for. */
    private static boolean isReading(JavaField setting, JavaFieldAccess access) {
        return !access.getOriginOwner().equals(setting.getOwner()) && asksForValues(access.getOrigin());
    }

    private static boolean asksForValues(JavaCodeUnit code) {
        return Stream.concat(
                        code.getCallsFromSelf().stream().map(call -> call.getTarget()),
                        code.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()))
                .anyMatch(target -> target.getRawParameterTypes().stream()
                                .anyMatch(parameter -> parameter.isEquivalentTo(Setting.class))
                        && !(target.getOwner().isEquivalentTo(Configuration.class)
                                && NO_READING.contains(target.getName())));
    }

    /** Keys of the options that the API reads by their text out of a program's settings. */
    private static Set<String> keysThatTheApiReads(JavaClasses classes) throws ReflectiveOperationException {
        Set<String> keys = new HashSet<>();
        for (JavaField field : constants(classes, ConfigOption.class)) {
            boolean used = field.getAccessesToSelf().stream()
                    .anyMatch(access -> !access.getOriginOwner().equals(field.getOwner()));
            if (used) {
                ConfigOption<?> option = (ConfigOption<?>) value(field);
                keys.add(option.key());
                keys.addAll(option.fallbackKeys());
            }
        }
        return keys;
    }

    private static List<JavaField> constants(JavaClasses classes, Class<?> type) {
        List<JavaField> found = new ArrayList<>();
        for (JavaClass each : classes) {
            for (JavaField field : each.getFields()) {
                if (field.getRawType().isEquivalentTo(type)
                        && field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.PUBLIC))) {
                    found.add(field);
                }
            }
        }
        return found;
    }

    private static Object value(JavaField field) throws ReflectiveOperationException {
        return Class.forName(field.getOwner().getName())
                .getField(field.getName())
                .get(null);
    }
}
