package io.heddle.engine.state.heap;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Values that are nothing but a number: a table keeps its bits and no object. So updates leave no garbage behind, and no
 * references from old objects to new ones for the garbage collector to look for.
 *
 * <p>A number that {@link Long#valueOf} does not find among those it keeps is as well made by {@link #fresh}: the JVM can leave
 * out an object that is certainly new if nobody keeps it, but not one that may be either.
 */
enum WholeNumber implements NumberForm {
    LONG {
        @Override
        public long number(Object value) {
            return (Long) value;
        }

        @Override
        public Object with(Object rest, long number) {
            return number;
        }

        @Override
        Object fresh(long number) {
            try {
                return (Long) NEW_LONG.invokeExact(number);
            } catch (Throwable e) {
                throw new IllegalStateException("a box of " + number + " cannot be made", e);
            }
        }
    },
    INT {
        @Override
        public long number(Object value) {
            return (Integer) value;
        }

        @Override
        public Object with(Object rest, long number) {
            return (int) number;
        }

        @Override
        Object fresh(long number) {
            try {
                return (Integer) NEW_INTEGER.invokeExact((int) number);
            } catch (Throwable e) {
                throw new IllegalStateException("a box of " + number + " cannot be made", e);
            }
        }
    },
    DOUBLE {
        @Override
        public long number(Object value) {
            return Double.doubleToRawLongBits((Double) value);
        }

        @Override
        public Object with(Object rest, long number) {
            return Double.longBitsToDouble(number);
        }

        @Override
        Object fresh(long number) {
            return Double.longBitsToDouble(number);
        }
    };

    private static final MethodHandle NEW_LONG = constructor(Long.class, long.class);
    private static final MethodHandle NEW_INTEGER = constructor(Integer.class, int.class);

    /** The form of values of that type; null if they are no such numbers. */
    static @Nullable WholeNumber of(TypeInformation<?> type) {
        if (!(type instanceof BasicTypeInfo<?> basic)) {
            return null;
        }
        return switch (basic.kind()) {
            case LONG -> LONG;
            case INT -> INT;
            case DOUBLE -> DOUBLE;
            default -> null;
        };
    }

    /** Constructors of boxes are about to leave the JDK; without them boxes cost what they cost. */
    private static MethodHandle constructor(Class<?> box, Class<?> number) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            try {
                return lookup.findConstructor(box, MethodType.methodType(void.class, number));
            } catch (NoSuchMethodException e) {
                return lookup.findStatic(box, "valueOf", MethodType.methodType(box, number));
            }
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whether there may be one object of that number only, which everybody gets. */
    static boolean isShared(long number) {
        return number == (byte) number;
    }

    /** A value of a number that is not shared: an object of its own. */
    abstract Object fresh(long number);

    /** Only says that the slot is in use. */
    @Override
    public Object rest(Object value) {
        return this;
    }
}
