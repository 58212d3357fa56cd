package io.heddle.api.functions;

import org.jspecify.annotations.Nullable;

/**
 * The usual base of rich functions: keeps the runtime context. Fields of a subclass are copied with the plan to every
 * parallel instance; make those that {@code open} sets transient. They are in no checkpoint: what must outlive a
 * failure belongs into state.
 */
public abstract class AbstractRichFunction implements RichFunction {
    private transient @Nullable RuntimeContext runtimeContext;

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        this.runtimeContext = context;
    }

    /**
     * The context of this parallel instance.
     *
     * @throws IllegalStateException before the engine has set it, for example in a constructor
     */
    @Override
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException(
                    "The runtime context is not available yet: it is set before open(), so use it"
                            + " in open() or later, never in the constructor.");
        }
        return context;
    }
}
