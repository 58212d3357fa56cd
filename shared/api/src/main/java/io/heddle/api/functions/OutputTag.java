package io.heddle.api.functions;

import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import org.jspecify.annotations.Nullable;

/**
 * Names a side output and its type. Create it as an anonymous subclass, {@code new OutputTag<Long>("late") {}}, so that the
 * type can be seen, or give the type. Two tags with the same id are the same side output.
 */
public class OutputTag<T> implements Serializable {
    private final String id;
    private final TypeInformation<T> type;

    /**
     * A tag with an explicit type.
     *
     * @throws IllegalArgumentException if the id is empty
     */
    public OutputTag(String id, TypeInformation<T> typeInfo) {
        this.id = checked(id);
        this.type = typeInfo;
    }

    /**
     * A tag whose type is that of the anonymous subclass.
     *
     * @throws IllegalArgumentException if the id is empty, or if it is not a subclass with a type argument
     */
    @SuppressWarnings("unchecked")
    protected OutputTag(String id) {
        this.id = checked(id);
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
            throw new IllegalArgumentException("The type of output tag '" + id
                    + "' is not visible. Create the tag as an" + " anonymous subclass, new OutputTag<MyType>(\"" + id
                    + "\") {}, or give its TypeInformation.");
        }
        this.type =
                (TypeInformation<T>) TypeExtractor.createTypeInfo(parameterized.getActualTypeArguments()[0]);
    }

    private static String checked(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("The id of an output tag must not be empty.");
        }
        return id;
    }

    /** The id. */
    public String getId() {
        return id;
    }

    /** The type of the side output's records. */
    public TypeInformation<T> getTypeInfo() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputTag<?> that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "OutputTag(" + type + ", " + id + ")";
    }
}
