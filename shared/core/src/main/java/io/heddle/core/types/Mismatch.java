package io.heddle.core.types;

import io.heddle.core.types.TypeSnapshot.Composite;
import java.util.Locale;

/** Why what was written cannot be read as what is wanted. */
final class Mismatch {

    private Mismatch() {}

    static String of(TypeSnapshot written, TypeSnapshot today) {
        return "it was written as " + describe(written) + ", which does not become " + describe(today)
                + " without loss. Keep the old type, or give the state a new name.";
    }

    static String describe(TypeSnapshot type) {
        if (type instanceof TypeSnapshot.Basic basic) {
            return basic.kind().typeClass().getSimpleName();
        }
        if (type instanceof Composite composite) {
            return composite.shape().name().toLowerCase(Locale.ROOT) + " " + composite.className();
        }
        if (type instanceof TypeSnapshot.Sequence sequence) {
            return sequence.order().name().toLowerCase(Locale.ROOT) + " of " + describe(sequence.element());
        }
        if (type instanceof TypeSnapshot.MapOf map) {
            return "map of " + describe(map.key()) + " to " + describe(map.value());
        }
        if (type instanceof TypeSnapshot.OptionalOf optional) {
            return "optional " + describe(optional.value());
        }
        if (type instanceof TypeSnapshot.EitherOf either) {
            return "either " + describe(either.left()) + " or " + describe(either.right());
        }
        if (type instanceof TypeSnapshot.PrimitiveArray array) {
            return "array of " + array.element();
        }
        if (type instanceof TypeSnapshot.ObjectArray array) {
            return "array of " + describe(array.element());
        }
        if (type instanceof TypeSnapshot.EnumOf constants) {
            return "enum " + constants.className();
        }
        if (type instanceof TypeSnapshot.Variants variants) {
            return "sealed " + variants.className();
        }
        return type instanceof TypeSnapshot.Generic generic ? "generic " + generic.className() : type.toString();
    }

    /** The resolution of a part as the reason of the whole. */
    static <T> Resolution.Incompatible<T> inside(String part, Resolution.Incompatible<?> cause) {
        return new Resolution.Incompatible<>("in " + part + ": " + cause.reason());
    }
}
