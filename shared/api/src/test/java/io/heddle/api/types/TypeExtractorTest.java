package io.heddle.api.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeExtractorTest {

    record Click(String user, long at) {}

    record Pair<A, B>(A first, B second) {}

    enum Colour {
        RED
    }

    /** Contains itself. */
    record Tree(String name, List<Tree> children) {}

    /** A POJO. */
    public static class Visit {
        public String page = "";
        private int seconds;

        public int getSeconds() {
            return seconds;
        }

        public void setSeconds(int seconds) {
            this.seconds = seconds;
        }
    }

    /** A POJO with a type parameter that its sub class binds. */
    public static class Box<T> {
        public @Nullable T content;
    }

    /** Binds the parameter. */
    public static class Basket extends Box<List<String>> {
        public int size;
    }

    static class Twice<T> implements MapFunction<T, Tuple2<T, T>> {
        @Override
        public Tuple2<T, T> map(T value) {
            return Tuple2.of(value, value);
        }
    }

    static class First<A, B> implements MapFunction<Tuple2<A, List<B>>, Pair<B, A>> {
        @Override
        public Pair<B, A> map(Tuple2<A, List<B>> value) {
            return new Pair<>(value.f1.get(0), value.f0);
        }
    }

    abstract static class Base<X, Y> extends RichMapFunction<Y, X> {}

    static final class Deep extends Base<Optional<Click>, String> {
        @Override
        public Optional<Click> map(String value) {
            return Optional.empty();
        }
    }

    static class Lists<Y> implements MapFunction<Y, List<Y>> {
        @Override
        public List<Y> map(Y value) {
            return List.of(value);
        }
    }

    static class SubLists<X> extends Lists<Tuple2<X, String>> {}

    static final class Queryable implements MapFunction<String, Object>, ResultTypeQueryable<Object> {
        @Override
        public Object map(String value) {
            return value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public TypeInformation<Object> getProducedType() {
            return (TypeInformation<Object>) (TypeInformation<?>) Types.LONG;
        }
    }

    interface ToLong extends MapFunction<String, Long> {}

    static final class Counting implements AggregateFunction<Click, Map<String, Long>, Tuple2<String, Long>> {
        @Override
        public Map<String, Long> createAccumulator() {
            return Map.of();
        }

        @Override
        public Map<String, Long> add(Click value, Map<String, Long> accumulator) {
            return accumulator;
        }

        @Override
        public Tuple2<String, Long> getResult(Map<String, Long> accumulator) {
            return Tuple2.of("", 0L);
        }

        @Override
        public Map<String, Long> merge(Map<String, Long> a, Map<String, Long> b) {
            return a;
        }
    }

    private static final TypeInformation<Click> CLICK = TypeInformation.of(Click.class);

    @Test
    void classesAreDescribedByWhatTheyAre() {
        assertEquals(Types.STRING, TypeInformation.of(String.class));
        assertEquals(Types.INT, TypeInformation.of(int.class));
        assertEquals(Types.ENUM(Colour.class), TypeInformation.of(Colour.class));
        assertEquals(
                List.of(new TypeField("user", Types.STRING), new TypeField("at", Types.LONG)),
                assertInstanceOf(RecordTypeInfo.class, CLICK).fields());
        assertEquals(
                List.of(new TypeField("page", Types.STRING), new TypeField("seconds", Types.INT)),
                assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Visit.class))
                        .fields());
        assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(Thread.class));
        assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(Object.class));
        assertEquals(Types.OBJECT_ARRAY(Types.STRING), TypeInformation.of(String[].class));
        assertEquals(Types.PRIMITIVE_ARRAY(Types.INT), TypeInformation.of(int[].class));
    }

    @Test
    void hintsKeepTypeArguments() {
        assertEquals(
                Types.TUPLE(Types.STRING, Types.LIST(Types.MAP(Types.LONG, CLICK))),
                TypeInformation.of(new TypeHint<Tuple2<String, List<Map<Long, Click>>>>() {}));
        assertEquals(
                Types.OBJECT_ARRAY(Types.TUPLE(Types.INT)),
                TypeInformation.of(new TypeHint<io.heddle.api.tuple.Tuple1<Integer>[]>() {}));
        RecordTypeInfo<?> pair = assertInstanceOf(
                RecordTypeInfo.class, TypeInformation.of(new TypeHint<Pair<String, ? extends Number>>() {}));
        assertEquals(Types.STRING, pair.getTypeAt(0));
    }

    @Test
    void inheritedParametersAreBound() {
        PojoTypeInfo<?> basket = assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Basket.class));

        assertEquals(
                List.of(new TypeField("content", Types.LIST(Types.STRING)), new TypeField("size", Types.INT)),
                basket.fields());
    }

    @Test
    void aTypeThatContainsItselfIsGenericInside() {
        RecordTypeInfo<?> tree = assertInstanceOf(RecordTypeInfo.class, TypeInformation.of(Tree.class));

        assertEquals(Types.LIST(new GenericTypeInfo<>(Tree.class)), tree.getTypeAt(1));
    }

    @Test
    void valuesTellTheTypesOfTheirFields() {
        assertEquals(
                Types.TUPLE(Types.STRING, Types.LIST(Types.INT)),
                TypeExtractor.getForObject(Tuple2.of("a", List.of(1))));
        assertEquals(Types.ROW(Types.INT, Types.STRING), TypeExtractor.getForObject(Row.of(1, "a")));
        assertEquals(
                TypeInformation.of(new TypeHint<Pair<String, Tuple2<Long, Click>>>() {}),
                TypeExtractor.getForObject(new Pair<>("a", Tuple2.of(1L, new Click("b", 2)))));
        assertEquals(Types.OPTIONAL(Types.INT), TypeExtractor.getForObject(Optional.of(1)));
        InvalidTypesException missing = assertThrows(
                InvalidTypesException.class, () -> TypeExtractor.getForObject(new Tuple2<String, String>()));
        assertContains("f0", missing);
    }

    @Test
    void objectsBindTheirParametersThroughInheritance() {
        assertEquals(Types.OPTIONAL(CLICK), mapped(new Deep(), Types.STRING));
        assertEquals(
                Types.TUPLE(Types.STRING, CLICK),
                mapped(
                        new MapFunction<String, Tuple2<String, Click>>() {
                            @Override
                            public Tuple2<String, Click> map(String value) {
                                return new Tuple2<>();
                            }
                        },
                        Types.STRING));
        assertEquals(Types.LONG, mapped(new Queryable(), Types.STRING));
    }

    @Test
    void inputsTellOpenParameters() {
        assertEquals(Types.TUPLE(CLICK, CLICK), mapped(new Twice<Click>(), CLICK));
        RecordTypeInfo<?> pair = assertInstanceOf(
                RecordTypeInfo.class,
                mapped(new First<String, Long>(), Types.TUPLE(Types.STRING, Types.LIST(Types.LONG))));
        assertEquals(Types.LONG, pair.getTypeAt(0));
        assertEquals(Types.STRING, pair.getTypeAt(1));
    }

    @Test
    void inputsTellOpenParametersThroughInheritance() {
        assertEquals(
                Types.LIST(Types.TUPLE(Types.LONG, Types.STRING)),
                mapped(new SubLists<Long>(), Types.TUPLE(Types.LONG, Types.STRING)));
        assertEquals(Types.LONG, mapped(identity(), Types.LONG));
    }

    private static <T> MapFunction<T, T> identity() {
        return new MapFunction<T, T>() {
            @Override
            public T map(T value) {
                return value;
            }
        };
    }

    @Test
    void anInputThatIsNotAcceptedIsAnErrorAtOnce() {
        InvalidTypesException mismatch =
                assertThrows(InvalidTypesException.class, () -> mapped(new Deep(), Types.LONG));

        assertContains("Input mismatch", mismatch);
    }

    @Test
    void accumulatorsAndResultsAreFoundByTheirPlace() {
        assertEquals(
                Types.MAP(Types.STRING, Types.LONG),
                TypeExtractor.requiredType(new Counting(), AggregateFunction.class, 1, CLICK));
        assertEquals(
                Types.TUPLE(Types.STRING, Types.LONG),
                TypeExtractor.requiredType(new Counting(), AggregateFunction.class, 2, CLICK));
    }

    @Test
    void lambdasTellClassesWithoutParameters() {
        MapFunction<String, Click> map = user -> new Click(user, 0);
        KeySelector<Tuple2<String, Long>, Long> key = tuple -> tuple.f1;
        ToLong bound = Long::parseLong;

        assertEquals(CLICK, mapped(map, Types.STRING));
        assertEquals(
                Types.LONG,
                TypeExtractor.requiredType(key, KeySelector.class, 1, Types.TUPLE(Types.STRING, Types.LONG)));
        assertEquals(Types.LONG, mapped(bound, Types.STRING));
    }

    @Test
    void methodReferencesTellMore() {
        MapFunction<String, Tuple3<String, Long, Click>> map = TypeExtractorTest::split;
        FlatMapFunction<String, List<Click>> flatMap = TypeExtractorTest::emit;

        assertEquals(Types.TUPLE(Types.STRING, Types.LONG, CLICK), mapped(map, Types.STRING));
        assertEquals(Types.LIST(CLICK), TypeExtractor.producedType(flatMap, FlatMapFunction.class, 1, Types.STRING));
    }

    @Test
    void whatErasureHidesIsMissingUntilItIsGiven() {
        MapFunction<String, Tuple2<String, Long>> map = text -> Tuple2.of(text, 1L);
        FlatMapFunction<String, String> flatMap = (text, out) -> out.collect(text);

        MissingTypeInfo<?> missing = assertInstanceOf(MissingTypeInfo.class, mapped(map, Types.STRING));
        assertContains("could not be determined automatically, due to type erasure", missing.toException());
        assertContains("returns(", missing.toException());
        assertContains("Tuple2<...>", missing.toException());
        assertInstanceOf(
                MissingTypeInfo.class, TypeExtractor.producedType(flatMap, FlatMapFunction.class, 1, Types.STRING));
        assertThrows(
                InvalidTypesException.class,
                () -> TypeExtractor.requiredType(flatMap, FlatMapFunction.class, 1, Types.STRING));
    }

    @Test
    void rawTypesAreRefusedWithTheirMend() {
        assertContains(
                "Write Tuple2<...>", assertThrows(InvalidTypesException.class, () -> TypeInformation.of(Tuple2.class)));
        assertContains("Types.ROW(", assertThrows(InvalidTypesException.class, () -> TypeInformation.of(Row.class)));
        assertContains(
                "type variable 'A'", assertThrows(InvalidTypesException.class, () -> TypeInformation.of(Pair.class)));
        assertContains("anonymous class", assertThrows(InvalidTypesException.class, TypeExtractorTest::rawHint));
    }

    @SuppressWarnings("rawtypes")
    private static TypeHint rawHint() {
        return new TypeHint() {};
    }

    static Tuple3<String, Long, Click> split(String text) {
        return Tuple3.of(text, 1L, new Click(text, 1));
    }

    static void emit(String text, Collector<List<Click>> out) {
        out.collect(List.of());
    }

    private static TypeInformation<?> mapped(MapFunction<?, ?> function, TypeInformation<?> input) {
        return TypeExtractor.producedType(function, MapFunction.class, 1, input);
    }

    private static void assertContains(String part, InvalidTypesException error) {
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(part), message);
    }
}
