package io.heddle.api.tuple;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * A fixed-length row of fields of different types, addressed by position (from 0) or as {@code f0}, {@code f1}, ...
 *
 * <p>Tuples are mutable. Whoever keeps one that was handed on, copies it. Two tuples are equal if all their fields
 * are; as keys their fields must have types that may be keys.
 */
@NullUnmarked
public abstract class Tuple implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The most fields a tuple can have. */
    public static final int MAX_ARITY = 25;

    private static final List<Class<? extends Tuple>> CLASSES = List.of(
            Tuple0.class,
            Tuple1.class,
            Tuple2.class,
            Tuple3.class,
            Tuple4.class,
            Tuple5.class,
            Tuple6.class,
            Tuple7.class,
            Tuple8.class,
            Tuple9.class,
            Tuple10.class,
            Tuple11.class,
            Tuple12.class,
            Tuple13.class,
            Tuple14.class,
            Tuple15.class,
            Tuple16.class,
            Tuple17.class,
            Tuple18.class,
            Tuple19.class,
            Tuple20.class,
            Tuple21.class,
            Tuple22.class,
            Tuple23.class,
            Tuple24.class,
            Tuple25.class);

    /** The number of fields. */
    public abstract int getArity();

    /**
     * The field at the position.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public abstract <T> T getField(int pos);

    /**
     * Replaces the field at the position.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public abstract <T> void setField(T value, int pos);

    /** A new tuple with the same field objects. */
    public abstract Tuple copy();

    /**
     * The field at the position, which must not be null.
     *
     * @throws NullPointerException if the field is null
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T getFieldNotNull(int pos) {
        T field = getField(pos);
        if (field == null) {
            throw new NullPointerException("Field f" + pos + " of the tuple is null, but expected to hold a value.");
        }
        return field;
    }

    /**
     * The class of tuples with the given number of fields.
     *
     * @throws IllegalArgumentException if the arity is not in 0..25
     */
    public static Class<? extends Tuple> getTupleClass(int arity) {
        if (arity < 0 || arity > MAX_ARITY) {
            throw new IllegalArgumentException("A tuple has 0 to " + MAX_ARITY + " fields, not " + arity
                    + ". Use a record or a Row for more fields.");
        }
        return CLASSES.get(arity);
    }

    /** A new tuple of the given arity with all fields null. */
    public static Tuple newInstance(int arity) {
        return switch (arity) {
            case 0 -> Tuple0.INSTANCE;
            case 1 -> new Tuple1<>();
            case 2 -> new Tuple2<>();
            case 3 -> new Tuple3<>();
            case 4 -> new Tuple4<>();
            case 5 -> new Tuple5<>();
            case 6 -> new Tuple6<>();
            case 7 -> new Tuple7<>();
            case 8 -> new Tuple8<>();
            case 9 -> new Tuple9<>();
            case 10 -> new Tuple10<>();
            case 11 -> new Tuple11<>();
            case 12 -> new Tuple12<>();
            case 13 -> new Tuple13<>();
            case 14 -> new Tuple14<>();
            case 15 -> new Tuple15<>();
            case 16 -> new Tuple16<>();
            case 17 -> new Tuple17<>();
            case 18 -> new Tuple18<>();
            case 19 -> new Tuple19<>();
            case 20 -> new Tuple20<>();
            case 21 -> new Tuple21<>();
            case 22 -> new Tuple22<>();
            case 23 -> new Tuple23<>();
            case 24 -> new Tuple24<>();
            case 25 -> new Tuple25<>();
            default -> throw new IllegalArgumentException("A tuple has 0 to " + MAX_ARITY + " fields, not " + arity);
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int pos = 0; pos < getArity(); pos++) {
            if (pos > 0) {
                text.append(',');
            }
            Object field = getField(pos);
            text.append(field instanceof Object[] array ? Arrays.deepToString(array) : primitivesToString(field));
        }
        return text.append(')').toString();
    }

    final IndexOutOfBoundsException noSuchField(int pos) {
        return new IndexOutOfBoundsException("Position " + pos + " in a tuple of " + getArity() + " fields");
    }

    private static String primitivesToString(Object field) {
        if (field == null || !field.getClass().isArray()) {
            return String.valueOf(field);
        }
        // deepToString knows every array type, but only inside an array
        String nested = Arrays.deepToString(new Object[] {field});
        return nested.substring(1, nested.length() - 1);
    }
}
