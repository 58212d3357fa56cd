package io.heddle.api.tuple;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** A mutable tuple of 25 fields, any of which may be null. */
@NullUnmarked
public class Tuple25<
                T0,
                T1,
                T2,
                T3,
                T4,
                T5,
                T6,
                T7,
                T8,
                T9,
                T10,
                T11,
                T12,
                T13,
                T14,
                T15,
                T16,
                T17,
                T18,
                T19,
                T20,
                T21,
                T22,
                T23,
                T24>
        extends Tuple {

    @Serial
    private static final long serialVersionUID = 1L;

    public T0 f0;
    public T1 f1;
    public T2 f2;
    public T3 f3;
    public T4 f4;
    public T5 f5;
    public T6 f6;
    public T7 f7;
    public T8 f8;
    public T9 f9;
    public T10 f10;
    public T11 f11;
    public T12 f12;
    public T13 f13;
    public T14 f14;
    public T15 f15;
    public T16 f16;
    public T17 f17;
    public T18 f18;
    public T19 f19;
    public T20 f20;
    public T21 f21;
    public T22 f22;
    public T23 f23;
    public T24 f24;

    /** All fields null. */
    public Tuple25() {}

    /** A tuple of these 25 fields. */
    public Tuple25(
            T0 f0,
            T1 f1,
            T2 f2,
            T3 f3,
            T4 f4,
            T5 f5,
            T6 f6,
            T7 f7,
            T8 f8,
            T9 f9,
            T10 f10,
            T11 f11,
            T12 f12,
            T13 f13,
            T14 f14,
            T15 f15,
            T16 f16,
            T17 f17,
            T18 f18,
            T19 f19,
            T20 f20,
            T21 f21,
            T22 f22,
            T23 f23,
            T24 f24) {
        this.f0 = f0;
        this.f1 = f1;
        this.f2 = f2;
        this.f3 = f3;
        this.f4 = f4;
        this.f5 = f5;
        this.f6 = f6;
        this.f7 = f7;
        this.f8 = f8;
        this.f9 = f9;
        this.f10 = f10;
        this.f11 = f11;
        this.f12 = f12;
        this.f13 = f13;
        this.f14 = f14;
        this.f15 = f15;
        this.f16 = f16;
        this.f17 = f17;
        this.f18 = f18;
        this.f19 = f19;
        this.f20 = f20;
        this.f21 = f21;
        this.f22 = f22;
        this.f23 = f23;
        this.f24 = f24;
    }

    /** A tuple of these 25 fields; the types are inferred. */
    public static <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23,
                    T24>
            Tuple25<
                            T0,
                            T1,
                            T2,
                            T3,
                            T4,
                            T5,
                            T6,
                            T7,
                            T8,
                            T9,
                            T10,
                            T11,
                            T12,
                            T13,
                            T14,
                            T15,
                            T16,
                            T17,
                            T18,
                            T19,
                            T20,
                            T21,
                            T22,
                            T23,
                            T24>
                    of(
                            T0 f0,
                            T1 f1,
                            T2 f2,
                            T3 f3,
                            T4 f4,
                            T5 f5,
                            T6 f6,
                            T7 f7,
                            T8 f8,
                            T9 f9,
                            T10 f10,
                            T11 f11,
                            T12 f12,
                            T13 f13,
                            T14 f14,
                            T15 f15,
                            T16 f16,
                            T17 f17,
                            T18 f18,
                            T19 f19,
                            T20 f20,
                            T21 f21,
                            T22 f22,
                            T23 f23,
                            T24 f24) {
        return new Tuple25<>(
                f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22,
                f23, f24);
    }

    @Override
    public int getArity() {
        return 25;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getField(int pos) {
        return switch (pos) {
            case 0 -> (T) f0;
            case 1 -> (T) f1;
            case 2 -> (T) f2;
            case 3 -> (T) f3;
            case 4 -> (T) f4;
            case 5 -> (T) f5;
            case 6 -> (T) f6;
            case 7 -> (T) f7;
            case 8 -> (T) f8;
            case 9 -> (T) f9;
            case 10 -> (T) f10;
            case 11 -> (T) f11;
            case 12 -> (T) f12;
            case 13 -> (T) f13;
            case 14 -> (T) f14;
            case 15 -> (T) f15;
            case 16 -> (T) f16;
            case 17 -> (T) f17;
            case 18 -> (T) f18;
            case 19 -> (T) f19;
            case 20 -> (T) f20;
            case 21 -> (T) f21;
            case 22 -> (T) f22;
            case 23 -> (T) f23;
            case 24 -> (T) f24;
            default -> throw noSuchField(pos);
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            case 1 -> f1 = (T1) value;
            case 2 -> f2 = (T2) value;
            case 3 -> f3 = (T3) value;
            case 4 -> f4 = (T4) value;
            case 5 -> f5 = (T5) value;
            case 6 -> f6 = (T6) value;
            case 7 -> f7 = (T7) value;
            case 8 -> f8 = (T8) value;
            case 9 -> f9 = (T9) value;
            case 10 -> f10 = (T10) value;
            case 11 -> f11 = (T11) value;
            case 12 -> f12 = (T12) value;
            case 13 -> f13 = (T13) value;
            case 14 -> f14 = (T14) value;
            case 15 -> f15 = (T15) value;
            case 16 -> f16 = (T16) value;
            case 17 -> f17 = (T17) value;
            case 18 -> f18 = (T18) value;
            case 19 -> f19 = (T19) value;
            case 20 -> f20 = (T20) value;
            case 21 -> f21 = (T21) value;
            case 22 -> f22 = (T22) value;
            case 23 -> f23 = (T23) value;
            case 24 -> f24 = (T24) value;
            default -> throw noSuchField(pos);
        }
    }

    /** Sets all fields at once. */
    public void setFields(
            T0 f0,
            T1 f1,
            T2 f2,
            T3 f3,
            T4 f4,
            T5 f5,
            T6 f6,
            T7 f7,
            T8 f8,
            T9 f9,
            T10 f10,
            T11 f11,
            T12 f12,
            T13 f13,
            T14 f14,
            T15 f15,
            T16 f16,
            T17 f17,
            T18 f18,
            T19 f19,
            T20 f20,
            T21 f21,
            T22 f22,
            T23 f23,
            T24 f24) {
        this.f0 = f0;
        this.f1 = f1;
        this.f2 = f2;
        this.f3 = f3;
        this.f4 = f4;
        this.f5 = f5;
        this.f6 = f6;
        this.f7 = f7;
        this.f8 = f8;
        this.f9 = f9;
        this.f10 = f10;
        this.f11 = f11;
        this.f12 = f12;
        this.f13 = f13;
        this.f14 = f14;
        this.f15 = f15;
        this.f16 = f16;
        this.f17 = f17;
        this.f18 = f18;
        this.f19 = f19;
        this.f20 = f20;
        this.f21 = f21;
        this.f22 = f22;
        this.f23 = f23;
        this.f24 = f24;
    }

    @Override
    public Tuple25<
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23,
                    T24>
            copy() {
        return new Tuple25<>(
                f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22,
                f23, f24);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Tuple25<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> that
                && Objects.equals(f0, that.f0)
                && Objects.equals(f1, that.f1)
                && Objects.equals(f2, that.f2)
                && Objects.equals(f3, that.f3)
                && Objects.equals(f4, that.f4)
                && Objects.equals(f5, that.f5)
                && Objects.equals(f6, that.f6)
                && Objects.equals(f7, that.f7)
                && Objects.equals(f8, that.f8)
                && Objects.equals(f9, that.f9)
                && Objects.equals(f10, that.f10)
                && Objects.equals(f11, that.f11)
                && Objects.equals(f12, that.f12)
                && Objects.equals(f13, that.f13)
                && Objects.equals(f14, that.f14)
                && Objects.equals(f15, that.f15)
                && Objects.equals(f16, that.f16)
                && Objects.equals(f17, that.f17)
                && Objects.equals(f18, that.f18)
                && Objects.equals(f19, that.f19)
                && Objects.equals(f20, that.f20)
                && Objects.equals(f21, that.f21)
                && Objects.equals(f22, that.f22)
                && Objects.equals(f23, that.f23)
                && Objects.equals(f24, that.f24);
    }

    @Override
    public int hashCode() {
        int hash = Objects.hashCode(f0);
        hash = 31 * hash + Objects.hashCode(f1);
        hash = 31 * hash + Objects.hashCode(f2);
        hash = 31 * hash + Objects.hashCode(f3);
        hash = 31 * hash + Objects.hashCode(f4);
        hash = 31 * hash + Objects.hashCode(f5);
        hash = 31 * hash + Objects.hashCode(f6);
        hash = 31 * hash + Objects.hashCode(f7);
        hash = 31 * hash + Objects.hashCode(f8);
        hash = 31 * hash + Objects.hashCode(f9);
        hash = 31 * hash + Objects.hashCode(f10);
        hash = 31 * hash + Objects.hashCode(f11);
        hash = 31 * hash + Objects.hashCode(f12);
        hash = 31 * hash + Objects.hashCode(f13);
        hash = 31 * hash + Objects.hashCode(f14);
        hash = 31 * hash + Objects.hashCode(f15);
        hash = 31 * hash + Objects.hashCode(f16);
        hash = 31 * hash + Objects.hashCode(f17);
        hash = 31 * hash + Objects.hashCode(f18);
        hash = 31 * hash + Objects.hashCode(f19);
        hash = 31 * hash + Objects.hashCode(f20);
        hash = 31 * hash + Objects.hashCode(f21);
        hash = 31 * hash + Objects.hashCode(f22);
        hash = 31 * hash + Objects.hashCode(f23);
        hash = 31 * hash + Objects.hashCode(f24);
        return hash;
    }
}
