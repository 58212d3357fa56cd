package io.heddle.engine.task;

import io.heddle.core.plan.InputOrder;
import io.heddle.core.plan.JobVertex;
import io.heddle.engine.channel.EdgeOutput;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.operator.CollectOperator;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.source.SourceOperator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of one task, heads first, and its ways out. Task thread only. */
final class Chain {
    /** The turn of inputs that fill broadcast variables. */
    static final int VARIABLES = 0;

    private final JobVertex vertex;
    private final List<Operator> operators;
    private final Ways ways;
    private final Map<Integer, EdgeOutput> edges;
    private final List<InputOrder> orders;
    private final int firstInput;

    /** The ways into operators. */
    interface Ways {
        /** The input of that ordinal of the operator at that index. */
        Input into(int operator, int ordinal);
    }

    /**
     * A chain.
     *
     * @param orders of the head's inputs if they are sorted
     * @param firstInput which of the head's inputs is read to its end before the others, or -1
     */
    Chain(
            JobVertex vertex,
            List<Operator> operators,
            Ways ways,
            Map<Integer, EdgeOutput> edges,
            List<InputOrder> orders,
            int firstInput) {
        this.vertex = vertex;
        this.operators = operators;
        this.ways = ways;
        this.edges = edges;
        this.orders = orders;
        this.firstInput = firstInput;
    }

    /** Of the head's inputs, by ordinal; none if nothing is sorted. */
    List<InputOrder> orders() {
        return orders;
    }

    List<Operator> operators() {
        return operators;
    }

    /** Identity of the state of the operator at that index. */
    String operatorId(int index) {
        return vertex.operators().get(index).operatorId();
    }

    Input input(int operator, int ordinal) {
        return ways.into(operator, ordinal);
    }

    @Nullable
    SourceOperator source() {
        return operators.get(0) instanceof SourceOperator source ? source : null;
    }

    EdgeOutput edge(int edge) {
        EdgeOutput output = edges.get(edge);
        if (output == null) {
            throw new IllegalStateException("Edge " + edge + " does not leave this task.");
        }
        return output;
    }

    /** When an input is read: those of a lower number to their end before any of a higher one. */
    int turnOf(LogicalInput input) {
        if (operators.get(input.operator()).context().variables().has(input.ordinal())) {
            return VARIABLES;
        }
        return input.operator() == 0 && input.ordinal() == firstInput ? VARIABLES + 1 : VARIABLES + 2;
    }

    /** Opens from the end to the head, so that whoever emits finds everything after it open. */
    void open() throws Exception {
        for (Operator operator : operators) {
            operator.context().variables().complete();
        }
        for (int i = operators.size() - 1; i >= 0; i--) {
            operators.get(i).open();
            operators.get(i).context().opened();
        }
    }

    /** The operators had finished before the checkpoint: they do what is left to do. */
    void openFinished() throws Exception {
        for (Operator operator : operators) {
            operator.openFinished();
            operator.context().opened();
        }
    }

    /** The input has ended by itself. */
    void finish() throws Exception {
        for (Operator operator : operators) {
            operator.finish();
        }
    }

    /** Nothing more comes out of the operators, whether they have finished or were stopped. */
    void end() {
        for (Operator operator : operators) {
            operator.ended();
            operator.context().end();
        }
    }

    /** Whether an operator that has finished still needs the task. */
    boolean holdsTask() {
        for (Operator operator : operators) {
            if (operator.holdsTask()) {
                return true;
            }
        }
        return false;
    }

    void event(StreamEvent event) {
        for (EdgeOutput edge : edges.values()) {
            edge.event(event);
        }
    }

    void taken(String resultId, long offset) {
        for (Operator operator : operators) {
            if (operator instanceof CollectOperator collect
                    && collect.resultId().equals(resultId)) {
                collect.taken(offset);
            }
        }
    }

    /** Closes every operator whatever the others do, then the ways out; the first failure is thrown at the end. */
    void close() throws Exception {
        try {
            closeOperators();
        } finally {
            edges.values().forEach(EdgeOutput::close);
        }
    }

    private void closeOperators() throws Exception {
        Exception first = null;
        for (Operator operator : operators) {
            try {
                operator.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
