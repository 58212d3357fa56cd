package io.heddle.core.types;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.Types;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.Samples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every serialiser must keep, for values of every kind of type, with generated code and without. */
class SerializerLawsTest {

    /** One law about the values of one type. */
    private interface Law {
        <T> void check(Sample<T> sample, TypeSerializer<T> serializer);
    }

    private static final ClassLoader LOADER = SerializerLawsTest.class.getClassLoader();

    @TestFactory
    List<DynamicTest> whatIsWrittenIsReadBack() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                BinaryWriter out = new BinaryWriter(1);
                for (T value : sample.values()) {
                    serializer.write(value, out);
                }
                BinaryReader in = new BinaryReader(out.toBytes());
                for (T value : sample.values()) {
                    assertAlike(value, serializer.read(in));
                }
                assertEquals(0, in.remaining());
            }
        });
    }

    @TestFactory
    List<DynamicTest> aCopyIsEqualAndItsOwn() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                assertEquals(sample.type().isImmutable(), serializer.immutable());
                for (T value : sample.values()) {
                    T copy = serializer.copy(value);
                    assertAlike(value, copy);
                    if (serializer.immutable()) {
                        assertSame(value, copy);
                    } else {
                        assertNotSame(value, copy);
                    }
                }
            }
        });
    }

    @TestFactory
    List<DynamicTest> aFixedLengthIsKept() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                for (T value : sample.values()) {
                    int length = written(serializer, value).length;
                    if (serializer.fixedLength() != TypeSerializer.VARIABLE_LENGTH) {
                        assertEquals(serializer.fixedLength(), length);
                    }
                }
            }
        });
    }

    @TestFactory
    List<DynamicTest> equalKeysAreWrittenAsEqualBytesAndOthersAreNot() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                if (!sample.type().isKeyType()) {
                    return;
                }
                List<String> seen = new ArrayList<>();
                for (T value : sample.values()) {
                    byte[] bytes = written(serializer, value);
                    T twin = serializer.read(new BinaryReader(bytes));
                    assertArrayEquals(bytes, written(serializer, twin));
                    String text = Arrays.toString(bytes);
                    assertTrue(!seen.contains(text), () -> value + " is written as another value");
                    seen.add(text);
                }
            }
        });
    }

    /** What a processor makes of 0.0 / 0.0 mostly has other bits than {@link Double#NaN}, and is equal to it. */
    @Test
    void allThatIsNotANumberIsWrittenAlike() {
        double computed = Double.longBitsToDouble(0xfff8_0000_0000_0000L);
        float rough = Float.intBitsToFloat(0xffc0_0000);
        for (Serializers serializers : List.of(Serializers.of(LOADER), Serializers.plain(LOADER))) {
            assertArrayEquals(
                    written(serializers.of(Types.DOUBLE), Double.NaN), written(serializers.of(Types.DOUBLE), computed));
            assertArrayEquals(
                    written(serializers.of(Types.FLOAT), Float.NaN), written(serializers.of(Types.FLOAT), rough));
            TypeSerializer<Measured> records = serializers.of(Types.RECORD(Measured.class));
            assertArrayEquals(
                    written(records, new Measured(Double.NaN, Float.NaN)),
                    written(records, new Measured(computed, rough)));
        }
    }

    /** Numbers that a serialiser need not box. */
    record Measured(double exact, float rough) {}

    @TestFactory
    List<DynamicTest> theSnapshotSurvivesStorageAndResolvesToItself() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                TypeSnapshot stored =
                        TypeSnapshot.fromBytes(serializer.snapshot().toBytes());
                assertEquals(serializer.snapshot(), stored);
                assertInstanceOf(Resolution.AsIs.class, serializer.resolve(stored));
            }
        });
    }

    @TestFactory
    List<DynamicTest> aValueOfAGoneFieldCanBePassedOver() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                TypeReader<Object> skip = Skip.of(serializer.snapshot());
                for (T value : sample.values()) {
                    BinaryReader in = new BinaryReader(written(serializer, value));
                    skip.read(in);
                    assertEquals(0, in.remaining(), () -> "after passing over " + value);
                }
            }
        });
    }

    @TestFactory
    List<DynamicTest> cutBytesAreAnErrorNotAValue() {
        return forAll(new Law() {
            @Override
            public <T> void check(Sample<T> sample, TypeSerializer<T> serializer) {
                for (T value : sample.values()) {
                    byte[] bytes = written(serializer, value);
                    int most = Math.min(bytes.length, 200);
                    for (int length = 0; length < most; length++) {
                        BinaryReader cut = new BinaryReader().reset(bytes, 0, length);
                        assertThrows(HeddleException.class, () -> serializer.read(cut));
                    }
                }
            }
        });
    }

    @TestFactory
    List<DynamicTest> generatedCodeWritesWhatPlainCodeWrites() {
        Serializers generated = Serializers.of(LOADER);
        Serializers plain = Serializers.plain(LOADER);
        List<DynamicTest> tests = new ArrayList<>();
        for (Sample<?> sample : Samples.all()) {
            tests.add(DynamicTest.dynamicTest(sample.toString(), () -> sameBytes(sample, generated, plain)));
        }
        return tests;
    }

    private static <T> void sameBytes(Sample<T> sample, Serializers first, Serializers second) {
        for (T value : sample.values()) {
            assertArrayEquals(written(first.of(sample.type()), value), written(second.of(sample.type()), value));
        }
    }

    private static List<DynamicTest> forAll(Law law) {
        Serializers generated = Serializers.of(LOADER);
        Serializers plain = Serializers.plain(LOADER);
        List<DynamicTest> tests = new ArrayList<>();
        for (Sample<?> sample : Samples.all()) {
            tests.add(DynamicTest.dynamicTest("generated " + sample, () -> check(law, sample, generated)));
            tests.add(DynamicTest.dynamicTest("plain " + sample, () -> check(law, sample, plain)));
        }
        return tests;
    }

    private static <T> void check(Law law, Sample<T> sample, Serializers serializers) {
        law.check(sample, serializers.of(sample.type()));
    }

    private static <T> byte[] written(TypeSerializer<T> serializer, T value) {
        BinaryWriter out = new BinaryWriter(16);
        serializer.write(value, out);
        return out.toBytes();
    }

    private static void assertAlike(Object expected, Object actual) {
        assertTrue(Objects.deepEquals(expected, actual), () -> "expected " + expected + ", but found " + actual);
    }
}
