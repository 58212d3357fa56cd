package io.heddle.engine.operator;

import io.heddle.api.functions.BroadcastVariableInitializer;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.VariableInputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broadcast variables of one operator instance: the records of bounded inputs, all of them read before the operator is opened.
 * Checkpoints hold them, because their sources will have ended when the job starts from one. Task thread only.
 */
public final class BroadcastVariables {
    private final OperatorContext context;
    private final ChainedOperator operator;
    private final VariableInputs inputs;
    private final Map<String, List<Object>> records = new LinkedHashMap<>();
    private final Map<String, Object> initialized = new HashMap<>();

    BroadcastVariables(OperatorContext context, ChainedOperator operator) {
        this.context = context;
        this.operator = operator;
        operator.variables().forEach(name -> records.put(name, new ArrayList<>()));
        this.inputs = VariableInputs.of(
                operator.inputEdges().stream().mapToInt(id -> edge(id).inputOrdinal()), records.size());
    }

    private JobEdge edge(int id) {
        return context.task().job().plan().edges().get(id);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return records.isEmpty();
    }

    /** Whether that input of the operator fills a variable. */
    public boolean has(int ordinal) {
        return inputs.has(ordinal);
    }

    /** What fills the variable of that input. */
    public Input input(int ordinal) {
        return new Filling(List.copyOf(records.values()).get(inputs.variable(ordinal)));
    }

    /**
     * The inputs have ended, before the operator is opened: adds what a checkpoint holds, and sees to it that the next one holds all.
     *
     * @throws Exception fails the task
     */
    public void complete() throws Exception {
        if (context.batch()) {
            return;
        }
        int number = 0;
        for (Map.Entry<String, List<Object>> variable : records.entrySet()) {
            ListState<Object> kept = context.operatorState()
                    .getUnionListState(new ListStateDescriptor<>(
                            "broadcast-variable/" + variable.getKey(), type(inputs.ordinal(number))));
            kept.get().forEach(variable.getValue()::add);
            // Everybody is given the whole union when the state is restored: one instance keeps it for all.
            kept.update(context.task().facts().subtask() == 0 ? variable.getValue() : List.of());
            number++;
        }
    }

    @SuppressWarnings("unchecked")
    private TypeInformation<Object> type(int ordinal) {
        JobEdge edge = operator.inputEdges().stream()
                .map(this::edge)
                .filter(each -> each.inputOrdinal() == ordinal)
                .findFirst()
                .orElseThrow();
        return (TypeInformation<Object>) context.task().job().userCode().open(edge.type());
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    List<Object> get(String name) {
        return Collections.unmodifiableList(found(name));
    }

    @SuppressWarnings("unchecked")
    <T, C> C get(String name, BroadcastVariableInitializer<T, C> initializer) {
        List<Object> all = get(name);
        return (C) initialized.computeIfAbsent(name, any -> initializer.initializeBroadcastVariable((List<T>) all));
    }

    private List<Object> found(String name) {
        @Nullable List<Object> found = records.get(name);
        if (found == null) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "'" + context.name() + "' has no broadcast variable '" + name + "'.",
                    isEmpty() ? "It has none at all." : "It has: " + String.join(", ", records.keySet()) + ".",
                    "Give it one by withBroadcastSet(stream, \"" + name + "\") behind the operator.");
        }
        return found;
    }

    private record Filling(List<Object> records) implements Input {
        @Override
        public void record(Object value, long timestampMs) {
            records.add(value);
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }
}
