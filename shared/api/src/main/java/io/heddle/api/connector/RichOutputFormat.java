package io.heddle.api.connector;

import io.heddle.api.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** An {@link OutputFormat} that knows the context of its instance. */
public abstract class RichOutputFormat<T> implements OutputFormat<T> {
    private transient @Nullable RuntimeContext runtimeContext;

    /** For subclasses. */
    protected RichOutputFormat() {}

    /** Sets the context; the engine does, before {@code open}. */
    public void setRuntimeContext(RuntimeContext context) {
        this.runtimeContext = context;
    }

    /**
     * The context of the instance.
     *
     * @throws IllegalStateException before {@code open}
     */
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException("The format has no runtime context before it is opened.");
        }
        return context;
    }
}
