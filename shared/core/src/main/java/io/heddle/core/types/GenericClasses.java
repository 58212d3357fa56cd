package io.heddle.core.types;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.io.Externalizable;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Objects of classes about which nothing is known, written by Kryo.
 *
 * <p>Bytes name the classes they hold, so not every class may be named: only those of the job itself, those of the API,
 * and plain values and collections of the JDK. Java serialisation is never used, not even where a class asks for it.
 *
 * <p>A Kryo is not for two threads at a time: each use borrows one.
 */
final class GenericClasses {

    /** A Kryo with the buffers it writes to and reads from. */
    private record Session(Kryo kryo, Output output, Input input) {}

    private static final int BUFFER_BYTES = 1024;
    private static final Set<String> JDK_PACKAGES = Set.of(
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.time",
            "java.time.chrono",
            "java.math",
            "java.sql");
    private static final Set<String> JDK_CLASSES = Set.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.StringBuilder",
            "java.lang.StringBuffer",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Void",
            "java.net.URI",
            "java.util.regex.Pattern");

    private final ClassLoader userCode;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    GenericClasses(ClassLoader userCode) {
        this.userCode = userCode;
    }

    void write(Object value, BinaryWriter out) {
        Session session = borrow();
        try {
            session.output().reset();
            session.kryo().writeClassAndObject(session.output(), value);
            int length = session.output().position();
            out.writeVarInt(length);
            out.writeBytes(session.output().getBuffer(), 0, length);
        } catch (KryoException | IllegalArgumentException e) {
            throw failed("written", value.getClass().getName(), e);
        }
        idle.add(session);
    }

    Object read(BinaryReader in) {
        int length = in.readCount(1);
        int at = in.take(length);
        Session session = borrow();
        Object value;
        try {
            session.input().setBuffer(in.array(), at, length);
            value = session.kryo().readClassAndObject(session.input());
        } catch (KryoException | IllegalArgumentException e) {
            throw failed("read", "generic class", e);
        }
        idle.add(session);
        return value;
    }

    <T> T copy(T value) {
        Session session = borrow();
        T copy;
        try {
            copy = session.kryo().copy(value);
        } catch (KryoException | IllegalArgumentException e) {
            throw failed("copied", value.getClass().getName(), e);
        }
        idle.add(session);
        return copy;
    }

    /** A session that nobody uses. One whose use failed is not given back, for it may be in disorder. */
    private Session borrow() {
        Session session = idle.poll();
        return session != null
                ? session
                : new Session(makeKryo(), new Output(BUFFER_BYTES, Integer.MAX_VALUE - 8), new Input());
    }

    private Kryo makeKryo() {
        Kryo kryo = new Kryo(new AllowedClasses(), new MapReferenceResolver());
        kryo.setClassLoader(userCode);
        kryo.setRegistrationRequired(false);
        kryo.setReferences(true);
        kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        // Kryo's own serialiser of these calls their code while it reads, and falls back on Java serialisation
        kryo.addDefaultSerializer(Externalizable.class, FieldSerializer.class);
        return kryo;
    }

    private boolean isAllowed(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive()) {
            return true;
        }
        ClassLoader loader = element.getClassLoader();
        if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
            return JDK_PACKAGES.contains(element.getPackageName()) || JDK_CLASSES.contains(element.getName());
        }
        return loader.equals(userCode) || element.getName().startsWith("io.heddle.api.");
    }

    private static HeddleException failed(String what, String className, RuntimeException cause) {
        return new HeddleException(
                FaultCategory.USER,
                new Problem(
                        "A value of " + className + " cannot be " + what + " as a generic class.",
                        String.valueOf(cause.getMessage()),
                        "Make its class a record or a POJO."),
                cause);
    }

    /** Knows classes by their names, and only those that are allowed. */
    private final class AllowedClasses extends DefaultClassResolver {

        @Override
        @SuppressWarnings("rawtypes")
        public Registration registerImplicit(Class type) {
            if (!isAllowed(type)) {
                throw new KryoException(
                        "The class " + type.getName() + " is none of the job's and no plain value of the JDK.");
            }
            return super.registerImplicit(type);
        }
    }
}
