package io.heddle.api.types;

/**
 * A class about whose structure nothing is known: neither a record nor a POJO. Its values are written by a general
 * object serialiser, which is slower and whose state cannot evolve: what was written with another form of the class
 * may not be read again.
 */
public record GenericTypeInfo<T>(Class<T> typeClass) implements TypeInformation<T> {

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public String toString() {
        return "generic " + typeClass.getName();
    }
}
