package io.heddle.engine.operator;

/** Carries a failure of a later operator through the user code of an earlier one, whose methods declare no exception. */
public final class DownstreamFailure {
    private DownstreamFailure() {}

    /** Throws {@code failure} as it is; the declared result lets callers write {@code throw rethrow(e)}. */
    public static RuntimeException rethrow(Exception failure) {
        return DownstreamFailure.<RuntimeException>sneak(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> RuntimeException sneak(Exception failure) throws E {
        throw (E) failure;
    }
}
