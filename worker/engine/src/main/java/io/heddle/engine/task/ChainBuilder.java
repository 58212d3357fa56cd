package io.heddle.engine.task;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.InputOrder;
import io.heddle.core.plan.OperatorOutput;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.channel.EdgeOutput;
import io.heddle.engine.operator.FanOut;
import io.heddle.engine.operator.FusedSteps;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Nowhere;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.source.SourceLinks;
import io.heddle.engine.source.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a chain: from its end to its head, so that each operator is given what comes after it. */
final class ChainBuilder {
    private final TaskContext task;
    private final Map<Integer, EdgeOutput> edges;
    private final Function<String, OperatorRestore> restore;
    private final SourceLinks links;
    private final List<ChainedOperator> plan;
    private final List<OperatorSpec> specs;
    private final Operator[] made;
    /** The way into each operator that can be fused with those after it; null until somebody needs it. */
    private final @Nullable Input[] ways;

    /**
     * Prepares.
     *
     * @param edges the ways out of the task by edge
     * @param restore what the operator of that id starts from
     * @param links the way between the halves of a split source
     */
    ChainBuilder(
            TaskContext task,
            Map<Integer, EdgeOutput> edges,
            Function<String, OperatorRestore> restore,
            SourceLinks links) {
        this.task = task;
        this.edges = edges;
        this.restore = restore;
        this.links = links;
        this.plan = task.facts().vertex().operators();
        this.specs = plan.stream()
                .map(operator -> (OperatorSpec) task.job().userCode().open(operator.spec()))
                .toList();
        this.made = new Operator[plan.size()];
        this.ways = new @Nullable Input[plan.size()];
    }

    Chain build() {
        for (int i = plan.size() - 1; i >= 0; i--) {
            made[i] = make(i);
        }
        // The planner puts nothing before an operator whose input is sorted.
        List<InputOrder> orders = made[0].context().sorted() ? InputOrder.of(specs.get(0)) : List.of();
        return new Chain(task.facts().vertex(), List.of(made), this::way, edges, orders, firstInput());
    }

    /** What is broadcast is complete before the records that it is for, where the job ends; otherwise all come as they come. */
    private int firstInput() {
        boolean broadcast = specs.get(0) instanceof OperatorSpec.BroadcastProcess<?, ?, ?>
                || specs.get(0) instanceof OperatorSpec.KeyedBroadcastProcess<?, ?, ?, ?>;
        return broadcast && made[0].context().batch() ? 1 : -1;
    }

    private Operator make(int index) {
        ChainedOperator operator = plan.get(index);
        OperatorSpec spec = specs.get(index);
        OperatorContext context = new OperatorContext(task, operator, restore.apply(operator.operatorId()));
        Outputs outputs = outputs(operator, onlyReader(index) >= 0);
        Operator special = Sources.make(spec, context, outputs, links);
        return special != null ? special : AllOperators.make(spec, context, outputs);
    }

    private Outputs outputs(ChainedOperator operator, boolean fused) {
        Map<String, List<Input>> byTag = new LinkedHashMap<>();
        for (OperatorOutput output : operator.outputs()) {
            byTag.computeIfAbsent(output.sideOutput(), tag -> new ArrayList<>()).add(target(output, fused));
        }
        List<Input> main = byTag.remove("");
        Map<String, Input> sides = new LinkedHashMap<>();
        byTag.forEach((tag, readers) -> sides.put(tag, joined(operator, readers, tag)));
        return new Outputs(main == null ? Nowhere.INSTANCE : joined(operator, main, ""), sides);
    }

    /** The operator that is the only one to read what that one puts out, if the two can be fused; otherwise -1. */
    private int onlyReader(int operator) {
        List<OperatorOutput> outputs = plan.get(operator).outputs();
        if (outputs.size() != 1 || outputs.get(0).edge() >= 0) {
            return -1;
        }
        int reader = outputs.get(0).chainedOperator();
        return FusedSteps.canFuse(specs.get(operator)) && FusedSteps.canFuse(specs.get(reader)) ? reader : -1;
    }

    /** The way into an operator for whoever is not fused with it. */
    private Input way(int operator, int ordinal) {
        if (!FusedSteps.canFuse(specs.get(operator))) {
            return made[operator].input(ordinal);
        }
        Input way = ways[operator];
        if (way == null) {
            List<Operator> run = new ArrayList<>();
            for (int at = operator; at >= 0; at = onlyReader(at)) {
                run.add(made[at]);
            }
            way = FusedSteps.into(run);
            ways[operator] = way;
        }
        return way;
    }

    private Input target(OperatorOutput output, boolean fused) {
        if (output.edge() >= 0) {
            EdgeOutput edge = edges.get(output.edge());
            if (edge == null) {
                throw new IllegalStateException("Edge " + output.edge() + " was not wired.");
            }
            return edge;
        }
        int reader = output.chainedOperator();
        return fused ? made[reader].input(output.inputOrdinal()) : way(reader, output.inputOrdinal());
    }

    private Input joined(ChainedOperator operator, List<Input> readers, String tag) {
        if (readers.size() == 1) {
            return readers.get(0);
        }
        return new FanOut(readers, copier(operator, tag));
    }

    private @Nullable UnaryOperator<Object> copier(ChainedOperator operator, String tag) {
        TypeInformation<?> type = (TypeInformation<?>) task.job().userCode().open(type(operator, tag));
        TypeSerializer<?> serializer = task.job().serializers().of(type);
        return serializer.immutable() ? null : value -> copy(serializer, value);
    }

    @SuppressWarnings("unchecked")
    private static Object copy(TypeSerializer<?> serializer, Object value) {
        return ((TypeSerializer<Object>) serializer).copy(value);
    }

    private Closed type(ChainedOperator operator, String tag) {
        for (OperatorOutput output : operator.outputs()) {
            if (!tag.isEmpty() && output.sideOutput().equals(tag)) {
                return output.edge() >= 0
                        ? task.job().plan().edges().get(output.edge()).type()
                        : output.sideType();
            }
        }
        return operator.outputType();
    }
}
