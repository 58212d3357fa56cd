package io.heddle.api.datastream;

import io.heddle.api.environment.SlotSharingGroup;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.RuntimeContext;
import io.heddle.api.plan.ChainingStrategy;
import io.heddle.api.plan.PlanNode;
import io.heddle.api.plan.StreamEdge;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;
import java.util.List;

/** A stream that one operator puts out, with what can be set on the operator. */
public class SingleOutputStreamOperator<T> extends DataStream<T> {
    private final PlanNode node;

    SingleOutputStreamOperator(StreamExecutionEnvironment environment, PlanNode node) {
        super(environment, List.of(new StreamEdge(node, null, null)));
        this.node = node;
    }

    final PlanNode node() {
        return node;
    }

    /** The name. */
    public String getName() {
        return node.name();
    }

    /** Sets the name people read. */
    public SingleOutputStreamOperator<T> name(String name) {
        node.name(name);
        return this;
    }

    /**
     * Sets the id under which the operator's state is found again; give one to every operator with state, unique in
     * the program, and let it stay. Without it a changed program may not find its state.
     */
    public SingleOutputStreamOperator<T> uid(String uid) {
        node.uid(uid);
        return this;
    }

    /** Sets the operator id itself: 32 hexadecimal digits, as a log shows them. */
    public SingleOutputStreamOperator<T> setUidHash(String uidHash) {
        node.uidHash(uidHash);
        return this;
    }

    /** Sets the number of parallel instances, at least 1; stronger than the environment's. */
    public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
        node.parallelism(parallelism);
        return this;
    }

    /**
     * Sets the number of key groups, from 1 to 32768: the parallelism can never be larger, and keyed state can be
     * restored only with the same number.
     */
    public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
        node.maxParallelism(maxParallelism);
        return this;
    }

    /** Allows one instance only. */
    public SingleOutputStreamOperator<T> forceNonParallel() {
        node.forceNonParallel();
        return this;
    }

    /**
     * Sets how long its output may wait in a buffer, in milliseconds: 0 not at all, -1 until the buffer is full; 100
     * by default.
     */
    public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
        node.bufferTimeoutMs(timeoutMillis);
        return this;
    }

    /** Gives the operator a task of its own. */
    public SingleOutputStreamOperator<T> disableChaining() {
        node.chaining(ChainingStrategy.NEVER);
        return this;
    }

    /** Starts a new task with this operator; what follows may share it. */
    public SingleOutputStreamOperator<T> startNewChain() {
        node.chaining(ChainingStrategy.HEAD);
        return this;
    }

    /** Sets the slot sharing group: only tasks of one group share a slot. */
    public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
        node.slotSharingGroup(slotSharingGroup);
        return this;
    }

    /** Sets the slot sharing group: only tasks of one group share a slot. */
    public SingleOutputStreamOperator<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.getName());
    }

    /** Sets a description; shown as the name. */
    public SingleOutputStreamOperator<T> setDescription(String description) {
        node.name(description);
        return this;
    }

    /** Gives the type of the output, where the compiler has erased it. Call it directly after the operator. */
    public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
        node.returns(typeInfo);
        return this;
    }

    /** Gives the class of the output; it must have no type parameters. */
    public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
        return returns(TypeInformation.of(typeClass));
    }

    /** Gives the type of the output: {@code returns(new TypeHint<Tuple2<String, Long>>() {})}. */
    public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
        return returns(TypeInformation.of(typeHint));
    }

    /**
     * Gives the operator's rich function all records of a stream that ends, as the broadcast variable of that name: {@code
     * open} and whatever comes after it find them by {@link RuntimeContext#getBroadcastVariable}. Each instance reads the
     * stream to its end, keeps it on the heap, and only then opens the function and takes its other input; until all
     * instances have, the job takes no checkpoint. Checkpoints hold the records, so after a restart or from a savepoint they
     * are those that were read first. In streaming mode the stream must have sources of its own, because a source that
     * feeds the operator as well would be held back for ever.
     *
     * @throws IllegalArgumentException if the operator is a source or has a variable of that name
     */
    public SingleOutputStreamOperator<T> withBroadcastSet(DataStream<?> data, String name) {
        Wiring.sameEnvironment(this, data);
        node.addVariable(name, data.broadcast().edges());
        return this;
    }

    /** A side output of the operator. */
    public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
        return new SideOutputDataStream<>(
                getExecutionEnvironment(), List.of(new StreamEdge(node, sideOutputTag, null)));
    }

    /**
     * Would keep the records for later jobs of the program; refused.
     *
     * @throws UnsupportedOperationException always
     */
    public SingleOutputStreamOperator<T> cache() {
        throw new UnsupportedOperationException(
                "Heddle keeps no results from one job for the next: write the stream of '" + getName()
                        + "' to files (FileSink) and read them in the next job.");
    }
}
