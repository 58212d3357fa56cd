package io.heddle.api.types;

import java.util.List;

/** Stands for the type of lists where a serialiser is asked for. */
public final class ListSerializer<T> extends TypeSerializer<List<T>> {
    /** Lists of such elements. */
    public ListSerializer(TypeSerializer<T> elementSerializer) {
        super(Types.LIST(elementSerializer.getTypeInformation()));
    }
}
