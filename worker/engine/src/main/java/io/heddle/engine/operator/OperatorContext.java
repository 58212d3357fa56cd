package io.heddle.engine.operator;

import io.heddle.api.functions.RuntimeContext;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.types.Serializers;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OneKeyState;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one operator instance may use. Task thread only. */
public final class OperatorContext {
    private final TaskContext task;
    private final ChainedOperator operator;
    private final StateSetup setup;
    private final OperatorMetrics metrics;
    private final boolean batch;
    private final boolean sorted;
    private final BroadcastVariables variables;
    private final List<OperatorTimers> timers = new ArrayList<>();
    private @Nullable KeyedStateBackend keyed;
    private @Nullable OneKeyState oneKey;
    private @Nullable Keying keying;
    private @Nullable OperatorState operatorState;
    private @Nullable RuntimeContext runtimeContext;
    private boolean ended;

    public OperatorContext(TaskContext task, ChainedOperator operator, OperatorRestore restore) {
        this.task = task;
        this.operator = operator;
        this.setup = new StateSetup(
                operator.operatorId(),
                task.facts().keyGroups(),
                task.facts().vertex().maxParallelism(),
                task.facts().subtask(),
                task.facts().parallelism(),
                task.job().serializers(),
                restore,
                task.clock());
        this.metrics = new OperatorMetrics(task, operator);
        Map<String, String> properties = task.job().plan().properties();
        this.batch = "BATCH".equals(properties.get(ExecutionSettings.RUNTIME_MODE.key()));
        this.variables = new BroadcastVariables(this, operator);
        this.sorted = batch && !"false".equalsIgnoreCase(properties.get(ExecutionSettings.SORT_INPUTS.key()));
    }

    public TaskContext task() {
        return task;
    }

    /** The operator's name, for people. */
    public String name() {
        return operator.name();
    }

    /** Identity of the operator's state. */
    public String operatorId() {
        return operator.operatorId();
    }

    public Serializers serializers() {
        return task.job().serializers();
    }

    /** What the operator starts from. */
    public OperatorRestore restore() {
        return setup.restore();
    }

    /** The operator's broadcast variables. */
    public BroadcastVariables variables() {
        return variables;
    }

    /** The operator's metrics. */
    public OperatorMetrics metrics() {
        return metrics;
    }

    /** The constructor of a copy of one of the engine's classes for this place of the plan; see {@link ClassCopies}. */
    public MethodHandle copyOf(MethodHandles.Lookup lookup, Class<?> original) {
        return task.job().copies().constructor(lookup, original, "node " + operator.nodeId());
    }

    /** The constructor of a class that is generated for this place of the plan; see {@link ClassCopies}. */
    MethodHandle generated(Supplier<MethodHandle> generate) {
        return task.job().copies().generated("node " + operator.nodeId(), generate);
    }

    /** Wall-clock milliseconds: processing time. */
    public long processingTimeMs() {
        return task.clock().wallMs();
    }

    /** Whether the job runs in BATCH mode: no watermark but the last, and only final results. */
    public boolean batch() {
        return batch;
    }

    /** Whether keyed input comes key by key, and windows without keys take theirs by time: {@link Operator#endKey}. */
    public boolean sorted() {
        return sorted;
    }

    void timersOf(OperatorTimers made) {
        timers.add(made);
    }

    /** Nothing more comes out of the operator; timers that have not fired stay in its state. */
    public void end() {
        ended = true;
        timers.forEach(OperatorTimers::stop);
    }

    /** Whether nothing may come out of the operator any more. */
    public boolean hasEnded() {
        return ended;
    }

    /** See {@link Operator#endKey}. */
    void endKey() throws Exception {
        for (OperatorTimers each : timers) {
            each.endKey();
        }
        forgetKeys();
    }

    /** Forgets the state of all keys. */
    void forgetKeys() {
        if (oneKey != null) {
            oneKey.forget();
        }
    }

    /** The keying of the operator's input, if it has one input and that is keyed. */
    @Nullable
    Keying keying() {
        return keying;
    }

    void keyedBy(Keying inputKeying) {
        keying = inputKeying;
    }

    /** The keyed state; made at the first call, and the same for all inputs of the operator. */
    public KeyedStateBackend keyedState(TypeInformation<?> keyType) {
        KeyedStateBackend backend = keyed;
        if (backend == null) {
            try {
                backend = sorted ? oneKey(keyType) : task.job().stateBackend().keyed(setup, keyType);
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
            keyed = backend;
        }
        return backend;
    }

    /** One key's state fits into memory, so it is there whatever backend the job has for others. */
    private KeyedStateBackend oneKey(TypeInformation<?> keyType) throws Exception {
        OneKeyState state = new HeapStateBackend().oneKey(setup, keyType);
        oneKey = state;
        return state;
    }

    /** The keyed state if the operator has any. */
    public @Nullable KeyedStateBackend keyedState() {
        return keyed;
    }

    /** The operator state; made at the first call. */
    public OperatorState operatorState() throws Exception {
        OperatorState state = operatorState;
        if (state == null) {
            state = task.job().stateBackend().operator(setup);
            operatorState = state;
        }
        return state;
    }

    /** The context for functions of the user's. */
    public RuntimeContext runtimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            context = new FunctionContext(this);
            runtimeContext = context;
        }
        return context;
    }

    /** The operator is open. */
    public void opened() throws Exception {
        if (keyed != null) {
            keyed.opened();
        }
        if (operatorState != null || !setup.restore().operatorState().isEmpty()) {
            operatorState().opened();
        }
    }

    /** Hands all state of the operator over. */
    public void snapshotState(OperatorCheckpoint checkpoint) throws Exception {
        if (keyed != null) {
            keyed.snapshot(checkpoint);
        }
        if (operatorState != null) {
            operatorState.snapshot(checkpoint);
        }
    }

    /** The checkpoint is durable; nothing of the user's is told by this. */
    public void checkpointCompleted(long checkpointId) {
        if (keyed != null) {
            keyed.checkpointCompleted(checkpointId);
        }
    }

    /** The checkpoint was given up; nothing of the user's is told by this. */
    public void checkpointAborted(long checkpointId) {
        if (keyed != null) {
            keyed.checkpointAborted(checkpointId);
        }
    }

    /** Lets go of all state. */
    public void closeState() {
        if (keyed != null) {
            keyed.close();
            keyed = null;
        }
        if (operatorState != null) {
            operatorState.close();
            operatorState = null;
        }
    }
}
