package io.heddle.core.usercode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.heddle.api.types.TypeInformation;
import io.heddle.core.plan.Closed;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import program.Shout;

class UserCodeClassLoaderTest {

    @Test
    void theProgramsClassesComeFirstAndSharedOnesAreTheFrameworks() throws Exception {
        try (UserCodeClassLoader loader = loader(ResolveOrder.CHILD_FIRST)) {
            Class<?> own = loader.loadClass(Shout.class.getName());

            assertNotSame(Shout.class, own);
            assertSame(loader, own.getClassLoader());
            assertSame(own, loader.loadClass(Shout.class.getName()));
            assertSame(TypeInformation.class, loader.loadClass(TypeInformation.class.getName()));
            assertSame(String.class, loader.loadClass("java.lang.String"));
            assertNotNull(loader.getResource("program/Shout.class"));
        }
    }

    @Test
    void parentFirstTakesTheFrameworks() throws Exception {
        try (UserCodeClassLoader loader = loader(ResolveOrder.PARENT_FIRST)) {
            assertSame(Shout.class, loader.loadClass(Shout.class.getName()));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aClosureIsOpenedWithTheProgramsClasses() throws Exception {
        Closed closed = Closures.capture(new Shout("!", Shout.Tone.LOUD));
        try (UserCodeClassLoader loader = loader(ResolveOrder.CHILD_FIRST)) {
            UnaryOperator<String> opened = Closures.open(closed, UnaryOperator.class, loader);

            assertSame(loader, opened.getClass().getClassLoader());
            assertEquals("LOUD: hey!", opened.apply("hey"));
        }
    }

    @Test
    void nothingHoldsALoaderWhoseJobIsOver() throws Exception {
        WeakReference<ClassLoader> loader = new WeakReference<>(useAndClose());

        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
        }

        assertNull(loader.get(), "the class loader is still held");
    }

    private static ClassLoader useAndClose() throws Exception {
        UserCodeClassLoader loader = loader(ResolveOrder.CHILD_FIRST);
        Closures.open(Closures.capture(new Shout("?", Shout.Tone.LOUD)), UnaryOperator.class, loader);
        Serializers serializers = Serializers.of(loader);
        Class<?> word = loader.loadClass(Shout.Word.class.getName());
        roundTrip(
                serializers, word, word.getConstructor(String.class, long.class).newInstance("w", 1L));
        Class<?> opaque = loader.loadClass(Shout.Opaque.class.getName());
        roundTrip(serializers, opaque, opaque.getConstructor(String.class).newInstance("o"));
        loader.close();
        return loader;
    }

    private static <T> void roundTrip(Serializers serializers, Class<T> type, Object value) {
        TypeSerializer<T> serializer = serializers.of(TypeInformation.of(type));
        BinaryWriter out = new BinaryWriter(16);
        serializer.write(type.cast(value), out);
        assertEquals(
                value.toString(),
                serializer.read(new BinaryReader(out.toBytes())).toString());
    }

    private static UserCodeClassLoader loader(ResolveOrder order) throws IOException {
        URL classes = Shout.class.getProtectionDomain().getCodeSource().getLocation();
        return new UserCodeClassLoader(
                List.of(classes),
                UserCodeClassLoaderTest.class.getClassLoader(),
                order,
                UserCodeClassLoader.PARENT_FIRST);
    }
}
