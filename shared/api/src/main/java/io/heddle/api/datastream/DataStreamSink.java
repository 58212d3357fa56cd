package io.heddle.api.datastream;

import io.heddle.api.environment.SlotSharingGroup;
import io.heddle.api.plan.ChainingStrategy;
import io.heddle.api.plan.PlanNode;

/** The end of a stream, with what can be set on the sink. */
public final class DataStreamSink<T> {
    private final PlanNode node;

    DataStreamSink(PlanNode node) {
        this.node = node;
    }

    DataStreamSink<T> single() {
        node.forceNonParallel();
        return this;
    }

    /** Sets the name people read. */
    public DataStreamSink<T> name(String name) {
        node.name("Sink: " + name);
        return this;
    }

    /** Sets the id under which the sink's state is found again; unique in the program, and to stay the same. */
    public DataStreamSink<T> uid(String uid) {
        node.uid(uid);
        return this;
    }

    /** Sets the operator id itself: 32 hexadecimal digits, as a log shows them. */
    public DataStreamSink<T> setUidHash(String uidHash) {
        node.uidHash(uidHash);
        return this;
    }

    /** Sets the number of parallel instances. */
    public DataStreamSink<T> setParallelism(int parallelism) {
        node.parallelism(parallelism);
        return this;
    }

    /** Sets the number of key groups: the parallelism can never be larger. */
    public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
        node.maxParallelism(maxParallelism);
        return this;
    }

    /** Sets a description; shown as the name. */
    public DataStreamSink<T> setDescription(String description) {
        node.name(description);
        return this;
    }

    /** Gives the sink a task of its own. */
    public DataStreamSink<T> disableChaining() {
        node.chaining(ChainingStrategy.NEVER);
        return this;
    }

    /** Sets the slot sharing group: only tasks of one group share a slot. */
    public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
        node.slotSharingGroup(slotSharingGroup);
        return this;
    }

    /** Sets the slot sharing group: only tasks of one group share a slot. */
    public DataStreamSink<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.getName());
    }
}
