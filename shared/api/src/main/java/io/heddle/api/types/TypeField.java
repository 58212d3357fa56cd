package io.heddle.api.types;

import java.io.Serializable;

/** One field of a composite type. */
public record TypeField(String name, TypeInformation<?> type) implements Serializable {

    @Override
    public String toString() {
        return name + ": " + type;
    }
}
