package io.heddle.api.plan;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Adds numbers of one class. */
final class Sums {
    private Sums() {}

    static boolean canAdd(Class<?> type) {
        return Number.class.isAssignableFrom(type)
                && (type.getName().startsWith("java.lang.") || type == BigDecimal.class || type == BigInteger.class);
    }

    static Object add(Object a, Object b) {
        if (a instanceof Integer x) {
            return x + (Integer) b;
        }
        if (a instanceof Long x) {
            return x + (Long) b;
        }
        if (a instanceof Double x) {
            return x + (Double) b;
        }
        if (a instanceof Float x) {
            return x + (Float) b;
        }
        if (a instanceof Short x) {
            return (short) (x + (Short) b);
        }
        if (a instanceof Byte x) {
            return (byte) (x + (Byte) b);
        }
        if (a instanceof BigDecimal x) {
            return x.add((BigDecimal) b);
        }
        if (a instanceof BigInteger x) {
            return x.add((BigInteger) b);
        }
        throw new IllegalArgumentException(a.getClass().getName() + " cannot be added.");
    }
}
