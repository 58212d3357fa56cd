package io.heddle.api.types;

import java.io.Serializable;

/**
 * One field of a composite type.
 *
 * @param name under which it is found again when the class has changed
 * @param type of its values, which may be null
 */
public record TypeField(String name, TypeInformation<?> type) implements Serializable {

    @Override
    public String toString() {
        return name + ": " + type;
    }
}
