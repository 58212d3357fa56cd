package io.heddle.api.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Aggregations of fields, on every kind of record. */
class FieldAggregationTest {
    /** A record. */
    record Sale(String shop, double amount, Inner inner) {}

    /** A nested record. */
    record Inner(long count) {}

    /** A POJO. */
    public static class Pojo {
        public String name = "";
        public int n;

        public Pojo() {}

        Pojo(String name, int n) {
            this.name = name;
            this.n = n;
        }
    }

    @Test
    void aKeptTupleIsChangedInPlace() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        Tuple2<String, Integer> kept = Tuple2.of("a", 1);
        assertSame(kept, of(FieldAggregation.Kind.SUM, "1", type).reduceInto(kept, Tuple2.of("b", 2)));
        assertEquals(Tuple2.of("a", 3), kept);
        assertSame(kept, of(FieldAggregation.Kind.MIN, "1", type).reduceInto(kept, Tuple2.of("b", 7)));
        assertSame(kept, of(FieldAggregation.Kind.MAX, "1", type).reduceInto(kept, Tuple2.of("b", 7)));
        assertEquals(Tuple2.of("a", 7), kept);
        Tuple2<String, Integer> larger = Tuple2.of("c", 9);
        assertSame(larger, of(FieldAggregation.Kind.MAX_BY, "1", type).reduceInto(kept, larger));
    }

    private static <T> FieldAggregation<T> of(FieldAggregation.Kind kind, String path, TypeInformation<T> type) {
        return new FieldAggregation<>(kind, FieldPath.of(path).resolve(type), true);
    }

    /** A tuple with a name. */
    public static class Pair extends Tuple2<String, Integer> {
        public Pair() {}

        Pair(String name, int n) {
            super(name, n);
        }
    }

    @Test
    void aSubClassOfATupleStaysOne() {
        Pair first = new Pair("a", 1);
        Pair sum = of(FieldAggregation.Kind.SUM, "1", Types.TUPLE(Pair.class)).reduce(first, new Pair("b", 2));
        assertEquals(new Pair("a", 3), sum);
        assertEquals(new Pair("a", 1), first);
    }

    @Test
    void sumsKeepTheOtherFieldsOfTheFirstRecord() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        Tuple2<String, Integer> first = Tuple2.of("a", 1);
        assertEquals(Tuple2.of("a", 3), of(FieldAggregation.Kind.SUM, "1", type).reduce(first, Tuple2.of("b", 2)));
        assertEquals(Tuple2.of("a", 1), first, "inputs are not changed");
        assertEquals(
                Tuple2.of("a", 3), of(FieldAggregation.Kind.SUM, "f1", type).reduce(first, Tuple2.of("b", 2)));
    }

    @Test
    void nestedFieldsOfRecordsAndPojosAreReached() {
        TypeInformation<Sale> type = TypeInformation.of(Sale.class);
        Sale one = new Sale("x", 2.5, new Inner(1));
        Sale two = new Sale("y", 1.5, new Inner(4));
        assertEquals(
                new Sale("x", 2.5, new Inner(5)),
                of(FieldAggregation.Kind.SUM, "inner.count", type).reduce(one, two));
        assertEquals(two, of(FieldAggregation.Kind.MIN_BY, "amount", type).reduce(one, two));
        assertEquals(
                new Sale("x", 1.5, new Inner(1)),
                of(FieldAggregation.Kind.MIN, "amount", type).reduce(one, two));
        assertEquals(one, of(FieldAggregation.Kind.MAX_BY, "amount", type).reduce(one, two));
        Pojo sum = of(FieldAggregation.Kind.SUM, "n", TypeInformation.of(Pojo.class))
                .reduce(new Pojo("p", 1), new Pojo("q", 2));
        assertEquals("p3", sum.name + sum.n);
        assertEquals(7, of(FieldAggregation.Kind.SUM, "*", Types.INT).reduce(3, 4));
        assertEquals(7, of(FieldAggregation.Kind.SUM, "0", Types.INT).reduce(3, 4));
    }

    @Test
    void ofEqualExtremesTheFirstOrTheLastCounts() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        ResolvedField<Tuple2<String, Integer>> field = FieldPath.of(1).resolve(type);
        Tuple2<String, Integer> a = Tuple2.of("a", 1);
        Tuple2<String, Integer> b = Tuple2.of("b", 1);
        assertEquals(a, new FieldAggregation<>(FieldAggregation.Kind.MAX_BY, field, true).reduce(a, b));
        assertEquals(b, new FieldAggregation<>(FieldAggregation.Kind.MAX_BY, field, false).reduce(a, b));
    }

    @Test
    void mistakesAreExplained() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        assertThrows(IllegalArgumentException.class, () -> of(FieldAggregation.Kind.SUM, "0", type));
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> FieldPath.of("f7").resolve(type))
                .getMessage());
        assertTrue(message.contains("f7") && message.contains("f0, f1"), message);
        assertThrows(IllegalArgumentException.class, () -> FieldPath.of("x").resolve(Types.STRING));
    }

    @Test
    void keysOfFieldsAreTuples() {
        TypeInformation<Sale> type = TypeInformation.of(Sale.class);
        FieldKey<Sale> key = new FieldKey<>(List.of(
                FieldPath.of("shop").resolve(type), FieldPath.of("inner.count").resolve(type)));
        assertEquals(Tuple2.of("x", 9L), key.getKey(new Sale("x", 0, new Inner(9))));
        assertEquals(Types.TUPLE(Types.STRING, Types.LONG), key.type());
    }
}
