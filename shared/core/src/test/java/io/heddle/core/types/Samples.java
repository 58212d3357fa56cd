package io.heddle.core.types;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Either;
import io.heddle.api.types.Row;
import io.heddle.api.types.RowKind;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Types of every kind with values of theirs, for the laws of serialisers. */
final class Samples {

    /** A type with values; no two of them are equal. */
    record Sample<T>(TypeInformation<T> type, List<T> values) {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            boolean isMine() {
                return true;
            }
        },
        BLUE;

        boolean isMine() {
            return false;
        }
    }

    record Empty() {}

    record Point(int x, int y) {}

    record Order(
            long id,
            String customer,
            double amount,
            @Nullable Integer count,
            boolean paid) {}

    record Nested(@Nullable Point at, List<Point> path, Map<String, Order> orders, byte[] raw) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Nested that
                    && Objects.equals(at, that.at)
                    && path.equals(that.path)
                    && orders.equals(that.orders)
                    && Arrays.equals(raw, that.raw);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }
    }

    record Pair<A, B>(A first, B second) {}

    record Primitives(byte b, short s, char c, int i, long l, float f, double d, boolean z) {}

    /** A POJO with all three ways of access. */
    public static class Person {
        public @Nullable String name;
        public int age;
        private @Nullable List<String> mails;
        private boolean active;

        public Person() {}

        Person(@Nullable String name, int age, @Nullable List<String> mails, boolean active) {
            this.name = name;
            this.age = age;
            this.mails = mails;
            this.active = active;
        }

        public @Nullable List<String> getMails() {
            return mails;
        }

        public void setMails(@Nullable List<String> mails) {
            this.mails = mails;
        }

        public boolean isActive() {
            return active;
        }

        public void setActive(boolean active) {
            this.active = active;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Person that
                    && Objects.equals(name, that.name)
                    && age == that.age
                    && active == that.active
                    && Objects.equals(mails, that.mails);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, age, mails, active);
        }
    }

    /** A sub class with state of its own. */
    public static final class Employee extends Person {
        public int salary;

        public Employee() {}

        Employee(String name, int salary) {
            super(name, 1, null, true);
            this.salary = salary;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Employee that && super.equals(other) && that.salary == salary;
        }

        @Override
        public int hashCode() {
            return super.hashCode() + salary;
        }
    }

    /** A sealed type of records, another sealed type and an enum. */
    sealed interface Shape permits Circle, Angular, Dot {}

    record Circle(double radius) implements Shape {}

    sealed interface Angular extends Shape permits Square {}

    record Square(@Nullable Integer side, Point at) implements Angular {}

    enum Dot implements Shape {
        SMALL,
        BIG {
            @Override
            public String toString() {
                return "big";
            }
        }
    }

    /** Neither a record nor a POJO. */
    static final class Opaque {
        private final String text;
        private final @Nullable Opaque next;
        private final StringBuilder mutable = new StringBuilder("m");

        Opaque(String text, @Nullable Opaque next) {
            this.text = text;
            this.next = next;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Opaque that
                    && text.equals(that.text)
                    && Objects.equals(next, that.next)
                    && mutable.compareTo(that.mutable) == 0;
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private Samples() {}

    static List<Sample<?>> all() {
        List<Sample<?>> all = new ArrayList<>(basics());
        all.addAll(composites());
        all.addAll(containers());
        return all;
    }

    private static <T> Sample<T> of(TypeInformation<T> type, List<T> values) {
        return new Sample<>(type, values);
    }

    private static List<Sample<?>> basics() {
        LocalDateTime time = LocalDateTime.of(2026, 11, 21, 11, 7, 5, 123456789);
        return List.of(
                of(Types.BOOLEAN, List.of(true, false)),
                of(Types.BYTE, List.of((byte) 0, Byte.MIN_VALUE)),
                of(Types.SHORT, List.of((short) 1, Short.MIN_VALUE)),
                of(Types.CHAR, List.of('a', '\uffff')),
                of(Types.INT, List.of(0, -1, Integer.MAX_VALUE)),
                of(Types.LONG, List.of(0L, -1L, Long.MIN_VALUE)),
                of(Types.FLOAT, List.of(0f, -0f, Float.NaN)),
                of(Types.DOUBLE, List.of(0d, -0d, Double.NaN)),
                of(Types.STRING, List.of("", "plain", "größer", "日本語", "\ud83d\ude00 smile", "x".repeat(70_000))),
                of(
                        Types.BIG_INT,
                        List.of(BigInteger.ZERO, BigInteger.TWO.pow(500).negate())),
                of(Types.BIG_DEC, List.of(new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("-1E+900"))),
                of(Types.UUID, List.of(new UUID(1, 2), new UUID(-1, 0))),
                of(Types.LOCAL_DATE, List.of(time.toLocalDate(), LocalDate.MIN, LocalDate.MAX)),
                of(Types.LOCAL_TIME, List.of(LocalTime.MIN, LocalTime.MAX)),
                of(Types.LOCAL_DATE_TIME, List.of(time, LocalDateTime.MIN)),
                of(Types.OFFSET_DATE_TIME, List.of(OffsetDateTime.of(time, ZoneOffset.ofHours(-7)))),
                of(
                        Types.ZONED_DATE_TIME,
                        List.of(
                                ZonedDateTime.of(time, ZoneId.of("Europe/Berlin")),
                                ZonedDateTime.of(time, ZoneOffset.UTC))),
                of(Types.INSTANT, List.of(Instant.EPOCH, Instant.MAX, Instant.MIN)),
                of(Types.DURATION, List.of(Duration.ZERO, Duration.ofNanos(-1))),
                of(Types.SQL_DATE, List.of(new java.sql.Date(1))),
                of(Types.SQL_TIME, List.of(new java.sql.Time(1))),
                of(Types.SQL_TIMESTAMP, List.of(java.sql.Timestamp.valueOf("2026-01-02 03:04:05.678901234"))));
    }

    private static List<Sample<?>> composites() {
        return List.of(
                of(TypeInformation.of(Colour.class), List.of(Colour.RED, Colour.GREEN, Colour.BLUE)),
                of(TypeInformation.of(Empty.class), List.of(new Empty())),
                of(TypeInformation.of(Point.class), List.of(new Point(1, 2), new Point(-1, 0))),
                of(
                        TypeInformation.of(Order.class),
                        List.of(new Order(1, "Ann", 2.5, 3, true), new Order(2, "Bø日", -1, null, false))),
                of(
                        TypeInformation.of(Nested.class),
                        List.of(
                                new Nested(null, List.of(), Map.of(), new byte[0]),
                                new Nested(
                                        new Point(1, 1),
                                        List.of(new Point(2, 2), new Point(3, 3)),
                                        Map.of("a", new Order(1, "x", 0, null, true)),
                                        new byte[] {1, 2}))),
                of(
                        TypeInformation.of(Primitives.class),
                        List.of(new Primitives((byte) -1, (short) 2, 'c', 4, 5, 6.5f, 7.5, true))),
                of(
                        TypeInformation.of(new TypeHint<Pair<String, List<Long>>>() {}),
                        List.of(new Pair<>("a", List.of(1L)), new Pair<>("b", List.of()))),
                of(
                        TypeInformation.of(Person.class),
                        List.of(
                                new Person("Ann", 3, new ArrayList<>(List.of("a@b")), true),
                                new Person(null, -1, null, false),
                                new Employee("Eve", 100))),
                of(
                        TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {}),
                        List.of(Tuple2.of("a", 1), new Tuple2<>())),
                of(
                        TypeInformation.of(new TypeHint<Tuple3<Long, Tuple2<String, Colour>, int[]>>() {}),
                        List.of(Tuple3.of(1L, Tuple2.of("x", Colour.GREEN), null))),
                of(
                        Types.ROW_NAMED(
                                new String[] {"id", "name", "tags"},
                                Types.LONG,
                                Types.STRING,
                                Types.LIST(Types.STRING)),
                        List.of(
                                Row.of(1L, "a", List.of("t")),
                                Row.ofKind(RowKind.DELETE, 1L, "a", null),
                                Row.of(null, null, null))),
                of(
                        TypeInformation.of(Shape.class),
                        List.of(new Circle(1), new Square(null, new Point(1, 2)), Dot.SMALL, Dot.BIG)),
                of(
                        TypeInformation.of(Opaque.class),
                        List.of(new Opaque("a", null), new Opaque("b", new Opaque("c", null)))));
    }

    private static List<Sample<?>> containers() {
        Map<String, @Nullable Integer> withNull = new LinkedHashMap<>();
        withNull.put("a", 1);
        withNull.put("b", null);
        return List.of(
                of(Types.LIST(Types.STRING), List.of(List.of(), List.of("a", "b"), Arrays.asList("a", null))),
                of(Types.SET(Types.LONG), List.of(Set.of(), Set.of(1L, 2L))),
                of(TypeInformation.of(new TypeHint<Collection<Point>>() {}), List.of(List.of(new Point(1, 2)))),
                of(Types.MAP(Types.STRING, Types.INT), List.of(Map.of(), Map.of("k", 2), withNull)),
                of(Types.OPTIONAL(Types.STRING), List.of(Optional.empty(), Optional.of("x"))),
                of(Types.EITHER(Types.INT, Types.STRING), List.of(Either.Left(1), Either.Right("r"))),
                of(TypeInformation.of(int[].class), List.of(new int[] {1, -2}, new int[0])),
                of(TypeInformation.of(boolean[].class), List.of(new boolean[] {true, false})),
                of(TypeInformation.of(char[].class), List.of(new char[] {'a'})),
                of(TypeInformation.of(double[].class), List.of(new double[] {1.5})),
                of(TypeInformation.of(float[].class), List.of(new float[] {1.5f})),
                of(TypeInformation.of(long[].class), List.of(new long[] {Long.MIN_VALUE})),
                of(TypeInformation.of(short[].class), List.of(new short[] {-1})),
                of(TypeInformation.of(byte[].class), List.of("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                of(TypeInformation.of(String[].class), List.of(new String[] {"a", "b"}, new String[0])),
                of(TypeInformation.of(int[][].class), List.<int[][]>of(new int[][] {{1}, {2, 3}, {}})));
    }
}
