package io.heddle.engine.task;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.OperatorOutput;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.channel.EdgeOutput;
import io.heddle.engine.operator.FanOut;
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
    private final Operator[] made;

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
        this.made = new Operator[task.facts().vertex().operators().size()];
    }

    Chain build() {
        List<ChainedOperator> plan = task.facts().vertex().operators();
        for (int i = plan.size() - 1; i >= 0; i--) {
            made[i] = make(plan.get(i));
        }
        return new Chain(task.facts().vertex(), List.of(made), edges);
    }

    private Operator make(ChainedOperator operator) {
        OperatorSpec spec = (OperatorSpec) task.job().userCode().open(operator.spec());
        OperatorContext context = new OperatorContext(task, operator, restore.apply(operator.operatorId()));
        Outputs outputs = outputs(operator);
        Operator special = Sources.make(spec, context, outputs, links);
        return special != null ? special : AllOperators.make(spec, context, outputs);
    }

    private Outputs outputs(ChainedOperator operator) {
        Map<String, List<Input>> byTag = new LinkedHashMap<>();
        for (OperatorOutput output : operator.outputs()) {
            byTag.computeIfAbsent(output.sideOutput(), tag -> new ArrayList<>()).add(target(output));
        }
        List<Input> main = byTag.remove("");
        Map<String, Input> sides = new LinkedHashMap<>();
        byTag.forEach((tag, readers) -> sides.put(tag, joined(operator, readers, tag)));
        return new Outputs(main == null ? Nowhere.INSTANCE : joined(operator, main, ""), sides);
    }

    private Input target(OperatorOutput output) {
        if (output.edge() >= 0) {
            EdgeOutput edge = edges.get(output.edge());
            if (edge == null) {
                throw new IllegalStateException("Edge " + output.edge() + " was not wired.");
            }
            return edge;
        }
        return made[output.chainedOperator()].input(output.inputOrdinal());
    }

    private Input joined(ChainedOperator operator, List<Input> readers, String tag) {
        if (readers.size() == 1) {
            return readers.get(0);
        }
        return new FanOut(readers, copier(operator, tag));
    }

    private @Nullable UnaryOperator<Object> copier(ChainedOperator operator, String tag) {
        TypeInformation<?> type = type(operator, tag);
        if (type == null) {
            return this::copyByClass;
        }
        TypeSerializer<?> serializer = task.job().serializers().of(type);
        return serializer.immutable() ? null : value -> copy(serializer, value);
    }

    /** The plan does not say the type of a side output that stays inside the chain. */
    private Object copyByClass(Object value) {
        return copy(task.job().serializers().of(TypeInformation.of(value.getClass())), value);
    }

    @SuppressWarnings("unchecked")
    private static Object copy(TypeSerializer<?> serializer, Object value) {
        return ((TypeSerializer<Object>) serializer).copy(value);
    }

    private @Nullable TypeInformation<?> type(ChainedOperator operator, String tag) {
        if (tag.isEmpty()) {
            return (TypeInformation<?>) task.job().userCode().open(operator.outputType());
        }
        for (OperatorOutput output : operator.outputs()) {
            if (output.sideOutput().equals(tag) && output.edge() >= 0) {
                JobEdge edge = task.job().plan().edges().get(output.edge());
                return (TypeInformation<?>) task.job().userCode().open(edge.type());
            }
        }
        return null;
    }
}
