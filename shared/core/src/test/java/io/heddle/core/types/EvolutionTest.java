package io.heddle.core.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.FormerNames;
import io.heddle.api.types.Row;
import io.heddle.api.types.RowKind;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.fault.HeddleException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What an earlier program wrote is read by a later one. The two programs have classes of the same simple name in two
 * outer classes; the snapshot of the earlier one is renamed to what it would be in the later one.
 */
class EvolutionTest {

    /** The classes as they were. */
    static final class Before {
        enum Level {
            LOW,
            HIGH
        }

        record Item(String sku, int count) {}

        record Order(
                int id,
                String customer,
                float weight,
                Before.Item item,
                List<Before.Item> items,
                Before.Level level,
                byte[] gone) {}

        record Boxed(@Nullable Integer number) {}

        /** A POJO that will be a record. */
        public static class Person {
            public @Nullable String name;
            public int age;
        }

        record Other(String a) {}

        record OldName(String first, int second) {}

        sealed interface Event permits Before.Click, Before.View {}

        record Click(int at) implements Before.Event {}

        record View(String page) implements Before.Event {}
    }

    /** The classes as they are. */
    static final class After {
        enum Level {
            MIDDLE,
            HIGH,
            LOW
        }

        record Item(long count, @Nullable String note, String sku) {}

        record Order(
                After.Level level,
                List<After.Item> items,
                After.Item item,
                double weight,
                long id,
                String customer,
                boolean fresh) {}

        record Boxed(int number) {}

        record Person(int age, @Nullable String name) {}

        record Other(String b) {}

        @FormerNames("io.heddle.core.types.EvolutionTest$After$OldName")
        record NewName(@FormerNames({"a", "first"}) String name, long second) {}

        sealed interface Event permits After.View, After.Click, Scroll {}

        record Click(long at) implements After.Event {}

        record View(String page) implements After.Event {}

        record Scroll() implements After.Event {}
    }

    private static final Serializers SERIALIZERS = Serializers.of(EvolutionTest.class.getClassLoader());

    @Test
    void fieldsAreAddedDroppedWidenedAndMoved() {
        Before.Order old = new Before.Order(
                7,
                "Ann",
                1.5f,
                new Before.Item("a", 1),
                List.of(new Before.Item("b", 2), new Before.Item("c", 3)),
                Before.Level.HIGH,
                new byte[] {1, 2, 3});

        After.Order now = migrate(TypeInformation.of(Before.Order.class), TypeInformation.of(After.Order.class), old);

        After.Item b = new After.Item(2, null, "b");
        After.Item c = new After.Item(3, null, "c");
        assertEquals(
                new After.Order(After.Level.HIGH, List.of(b, c), new After.Item(1, null, "a"), 1.5, 7, "Ann", false),
                now);
    }

    @Test
    void nestedValuesInContainersMigrate() {
        Map<String, After.Item> now = migrate(
                TypeInformation.of(new TypeHint<Map<String, Before.Item>>() {}),
                TypeInformation.of(new TypeHint<Map<String, After.Item>>() {}),
                Map.of("k", new Before.Item("s", 4)));

        assertEquals(Map.of("k", new After.Item(4, null, "s")), now);
    }

    @Test
    void aPojoBecomesARecordAndKeepsItsNulls() {
        Before.Person person = new Before.Person();
        person.age = 5;

        After.Person now =
                migrate(TypeInformation.of(Before.Person.class), TypeInformation.of(After.Person.class), person);

        assertEquals(new After.Person(5, null), now);
    }

    @Test
    void numbersWidenWithoutLoss() {
        assertEquals(5L, migrate(Types.INT, Types.LONG, 5));
        assertEquals(5.0, migrate(Types.INT, Types.DOUBLE, 5));
        assertEquals(BigInteger.valueOf(-5), migrate(Types.LONG, Types.BIG_INT, -5L));
        assertEquals(new BigDecimal("5"), migrate(Types.SHORT, Types.BIG_DEC, (short) 5));
        assertEquals((int) 'x', migrate(Types.CHAR, Types.INT, 'x'));
        assertEquals(1.5, migrate(Types.FLOAT, Types.DOUBLE, 1.5f));
    }

    @Test
    void renamedFieldsAndClassesAreFoundByTheirFormerNames() {
        assertEquals(
                new After.NewName("x", 2),
                migrate(
                        TypeInformation.of(Before.OldName.class),
                        TypeInformation.of(After.NewName.class),
                        new Before.OldName("x", 2)));
    }

    @Test
    void sealedTypesMayGrowAndBeReordered() {
        assertEquals(
                List.of(new After.Click(3), new After.View("p")),
                migrate(
                        Types.LIST(TypeInformation.of(Before.Event.class)),
                        Types.LIST(TypeInformation.of(After.Event.class)),
                        List.of(new Before.Click(3), new Before.View("p"))));
    }

    @Test
    void rowsMatchTheirFieldsByName() {
        TypeInformation<Row> old =
                Types.ROW_NAMED(new String[] {"a", "gone", "b"}, Types.INT, Types.STRING, Types.STRING);
        TypeInformation<Row> now = Types.ROW_NAMED(new String[] {"b", "a", "new"}, Types.STRING, Types.LONG, Types.INT);

        assertEquals(
                Row.ofKind(RowKind.DELETE, "x", 1L, null),
                migrate(old, now, Row.ofKind(RowKind.DELETE, 1, "dropped", "x")));
    }

    @Test
    void aConstantAtTheEndOfAnEnumChangesNothing() {
        TypeSnapshot longer = new TypeSnapshot.EnumOf(Before.Level.class.getName(), List.of("LOW"));

        assertInstanceOf(
                Resolution.AsIs.class,
                SERIALIZERS.of(Types.ENUM(Before.Level.class)).resolve(longer));
    }

    @Test
    void whatWouldLoseSomethingIsRefusedByName() {
        assertRefused("Long, which does not become Integer", Types.INT, snapshot(Types.LONG));
        assertRefused(
                "the field 'number' could be null", TypeInformation.of(After.Boxed.class), of(Before.Boxed.class));
        assertRefused("none of its fields [a] exists", TypeInformation.of(After.Other.class), of(Before.Other.class));
        assertRefused("String", Types.LIST(Types.LONG), snapshot(Types.LIST(Types.STRING)));
        assertRefused(
                "lost its constants [GONE]",
                Types.ENUM(After.Level.class),
                new TypeSnapshot.EnumOf(After.Level.class.getName(), List.of("LOW", "GONE")));
        assertRefused(
                "fields of the generic class",
                Types.GENERIC(Samples.Opaque.class),
                new TypeSnapshot.Generic(Samples.Opaque.class.getName(), List.of("x:int")));
        assertRefused("does not become", Types.STRING, of(Before.Item.class));
        assertRefused(
                "does not permit ",
                TypeInformation.of(Before.Event.class),
                snapshot(TypeInformation.of(After.Event.class)));
    }

    @Test
    void damagedSnapshotsAreRefused() {
        byte[] bytes = snapshot(Types.LIST(Types.STRING)).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(HeddleException.class, () -> TypeSnapshot.fromBytes(cut));
        }
    }

    private static <A, B> B migrate(TypeInformation<A> oldType, TypeInformation<B> newType, A value) {
        TypeSerializer<A> old = SERIALIZERS.of(oldType);
        BinaryWriter out = new BinaryWriter(16);
        old.write(value, out);
        Resolution<B> resolution = SERIALIZERS.of(newType).resolve(renamed(old.snapshot()));
        if (!(resolution instanceof Resolution.Migrate<B> migrate)) {
            throw new AssertionError(resolution);
        }
        BinaryReader in = new BinaryReader(out.toBytes());
        B read = migrate.reader().read(in);
        assertEquals(0, in.remaining());
        return read;
    }

    private static void assertRefused(String part, TypeInformation<?> today, TypeSnapshot written) {
        Resolution.Incompatible<?> refused = assertInstanceOf(
                Resolution.Incompatible.class, SERIALIZERS.of(today).resolve(written));
        assertTrue(refused.reason().contains(part), refused.reason());
    }

    private static TypeSnapshot of(Class<?> before) {
        return renamed(snapshot(TypeInformation.of(before)));
    }

    private static TypeSnapshot snapshot(TypeInformation<?> type) {
        return SERIALIZERS.of(type).snapshot();
    }

    /** The snapshot with its classes under their later names. */
    private static TypeSnapshot renamed(TypeSnapshot type) {
        if (type instanceof TypeSnapshot.Composite composite) {
            return new TypeSnapshot.Composite(
                    composite.shape(),
                    later(composite.className()),
                    composite.extensible(),
                    composite.fields().stream()
                            .map(field -> new TypeSnapshot.Field(field.name(), field.nullable(), renamed(field.type())))
                            .toList());
        }
        if (type instanceof TypeSnapshot.Sequence sequence) {
            return new TypeSnapshot.Sequence(sequence.order(), renamed(sequence.element()));
        }
        if (type instanceof TypeSnapshot.MapOf map) {
            return new TypeSnapshot.MapOf(renamed(map.key()), renamed(map.value()));
        }
        if (type instanceof TypeSnapshot.Variants sealed) {
            return new TypeSnapshot.Variants(
                    later(sealed.className()),
                    sealed.variants().stream()
                            .map(each -> new TypeSnapshot.Variant(later(each.className()), renamed(each.type())))
                            .toList());
        }
        return type instanceof TypeSnapshot.EnumOf constants
                ? new TypeSnapshot.EnumOf(later(constants.className()), constants.names())
                : type;
    }

    private static String later(String className) {
        return className.replace("$Before$", "$After$");
    }
}
