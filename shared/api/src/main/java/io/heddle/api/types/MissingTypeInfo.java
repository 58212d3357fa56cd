package io.heddle.api.types;

/**
 * The type of a function's result that could not be found out. It stands in until {@code returns(...)} replaces it;
 * whoever needs the type before that throws {@link #toException()}.
 */
public record MissingTypeInfo<T>(String functionName, String reason) implements TypeInformation<T> {

    /** The error that tells what is unknown, why, and how to give it. */
    public InvalidTypesException toException() {
        return new InvalidTypesException("The return type of function '" + functionName
                + "' could not be determined automatically, due to type erasure. "
                + "You can give type information hints by using the returns(...) method on the result of the "
                + "transformation call, or by letting your function implement the 'ResultTypeQueryable' interface. "
                + reason);
    }

    @Override
    public Class<T> getTypeClass() {
        throw toException();
    }

    @Override
    public boolean isKeyType() {
        throw toException();
    }

    @Override
    public boolean isSortKeyType() {
        throw toException();
    }

    @Override
    public boolean isImmutable() {
        throw toException();
    }

    @Override
    public String toString() {
        return "unknown result of " + functionName;
    }
}
