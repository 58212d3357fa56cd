package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
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

    @Test
    void everySettingIsReadOrSaysThatItHasNoEffect() throws ReflectiveOperationException {
        Set<String> ofPrograms = keysThatTheApiReads();
        Set<String> dead = new TreeSet<>();
        Set<String> alive = new TreeSet<>();
        int seen = 0;
        for (JavaField field : constants(Setting.class)) {
            seen++;
            Setting<?> setting = (Setting<?>) value(field);
            boolean withoutEffect = setting.traits().contains(Trait.WITHOUT_EFFECT);
            boolean read = field.getAccessesToSelf().stream().anyMatch(access -> isReading(field, access));
            if (withoutEffect && read) {
                alive.add(setting.key());
            } else if (!withoutEffect && !read && !ofPrograms.contains(setting.key())) {
                dead.add(setting.key());
            }
        }
        assertTrue(seen > 200, "only " + seen + " settings were found");
        assertEquals(Set.of(), dead, "nobody reads these: give them their effect, or say withoutEffect()");
        assertEquals(Set.of(), alive, "these are read although they say withoutEffect()");
    }

    /** To hand its key on, or to show its default, is not to read it: the value must be asked for. */
    private static boolean isReading(JavaField setting, JavaFieldAccess access) {
        return !access.getOriginOwner().equals(setting.getOwner()) && asksForValues((JavaCodeUnit) access.getOrigin());
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
    private static Set<String> keysThatTheApiReads() throws ReflectiveOperationException {
        Set<String> keys = new HashSet<>();
        for (JavaField field : constants(ConfigOption.class)) {
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

    private static List<JavaField> constants(Class<?> type) {
        List<JavaField> found = new ArrayList<>();
        for (JavaClass each : LawsTest.OURS) {
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
