package io.heddle.simulation;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.Placement;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker.TaskDeployment;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One execution in a simulated worker: starts, runs for a while, ends after its producers, notices dead peers. */
final class SimTask {
    private static final FailureInfo PEER = new FailureInfo(FaultCategory.LOST_PEER, "a peer is gone", "");
    private static final FailureInfo USER = new FailureInfo(FaultCategory.USER, "simulated failure of user code", "");

    private static final FailureInfo STORAGE =
            new FailureInfo(FaultCategory.EXTERNAL, "simulated trouble of storage", "");

    final ExecutionId execution;
    private final World world;
    private final SimWorker worker;
    private final Set<WorkerId> peers = new HashSet<>();
    private final List<ExecutionId> producers = new ArrayList<>();
    private TaskState state = TaskState.DEPLOYING;
    private @Nullable FailureInfo failure;
    private boolean dropped;
    private long stopAt = -1;
    private final SimSink sink;
    /** Had come to its end before the checkpoint: it only passes that on. */
    private final boolean wasFinished;

    SimTask(World world, SimWorker worker, TaskDeployment deployment, JobPlan plan, Placement placement) {
        this.world = world;
        this.worker = worker;
        this.execution = deployment.execution();
        this.wasFinished = deployment.restore() != null && deployment.restore().finished();
        this.sink = new SimSink(world, execution.task(), deployment.restore());
        for (JobEdge edge : plan.edges()) {
            if (edge.targetVertex() == execution.task().vertex()) {
                look(plan, placement, edge, edge.sourceVertex(), true);
            } else if (edge.sourceVertex() == execution.task().vertex()
                    && edge.exchange() == JobEdge.Exchange.PIPELINED) {
                look(plan, placement, edge, edge.targetVertex(), false);
            }
        }
    }

    private void look(JobPlan plan, Placement placement, JobEdge edge, int other, boolean upstream) {
        int parallelism = plan.vertices().get(other).parallelism();
        Placement.@Nullable VertexPlacement placed = null;
        for (Placement.VertexPlacement each : placement.vertices()) {
            placed = each.vertex() == other ? each : placed;
        }
        for (int subtask = 0; subtask < parallelism; subtask++) {
            if (edge.shipping() == JobEdge.Shipping.FORWARD
                    && subtask != execution.task().subtask()) {
                continue;
            }
            if (placed == null || placed.worker()[subtask] < 0) {
                throw new Violation(
                        execution + " is deployed without a place for its neighbour " + other + "/" + subtask);
            }
            peers.add(placement.workers().get(placed.worker()[subtask]).worker());
            if (upstream) {
                producers.add(new ExecutionId(new TaskId(plan.id(), other, subtask), placed.attempt()[subtask]));
            }
        }
    }

    static FromWorker canceled(Epoch epoch, ExecutionId execution) {
        return new FromWorker.TaskStateChanged(epoch, execution, TaskState.CANCELED, null, Map.of(), null);
    }

    TaskState state() {
        return state;
    }

    @Nullable
    FailureInfo failure() {
        return failure;
    }

    boolean isLive() {
        return !dropped && !state.isTerminal();
    }

    void start() {
        after(world.upTo(300), () -> moveTo(TaskState.INITIALIZING));
        after(300 + world.upTo(500), () -> {
            for (WorkerId peer : peers) {
                if (!world.workers.containsKey(peer)) {
                    fail(PEER);
                    return;
                }
            }
            sink.open();
            moveTo(TaskState.RUNNING);
            if (wasFinished) {
                tryToFinish();
                return;
            }
            boolean faulty = world.scenario.isFaulty(world.nowMs());
            if (faulty && world.chance(world.scenario.userFailure())) {
                after(world.upTo(5_000), () -> fail(USER));
            }
            after(1_000 + world.upTo(20_000), this::tryToFinish);
        });
    }

    private void tryToFinish() {
        if (world.invariants.haveFinished(producers)) {
            moveTo(TaskState.FINISHED);
        } else {
            after(500, this::tryToFinish);
        }
    }

    /** A barrier reaches the task: its output is cut, its state is taken, and some time later both are durable. */
    void checkpoint(long id, CheckpointKind kind) {
        if (state != TaskState.RUNNING) {
            return;
        }
        stopAt = kind.isStop() ? id : stopAt;
        TaskSnapshot snapshot = wasFinished ? new TaskSnapshot(List.of(), true, 0, 0, 0, 0, 0) : sink.cut(id);
        boolean faulty = world.scenario.isFaulty(world.nowMs());
        if (faulty && world.chance(0.01)) {
            worker.say(new FromWorker.CheckpointDeclined(worker.accepted(), execution, id, STORAGE));
            return;
        }
        after(world.upTo(world.chance(0.05) ? 3_000 : 200), () -> {
            worker.say(new FromWorker.CheckpointAcknowledged(worker.accepted(), execution, id, snapshot));
            if (world.scenario.mutation() == Mutation.EARLY_COMMIT) {
                sink.completed(id);
            }
        });
    }

    void checkpointCompleted(long id) {
        if (isLive() && state != TaskState.DEPLOYING && state != TaskState.INITIALIZING) {
            sink.completed(id);
            if (id == stopAt && state == TaskState.RUNNING) {
                after(world.upTo(300), this::tryToFinish);
            }
        }
    }

    private void fail(FailureInfo why) {
        failure = why;
        moveTo(TaskState.FAILED);
    }

    void cancel() {
        if (isLive() && state != TaskState.CANCELING) {
            moveTo(TaskState.CANCELING);
            world.in(
                    world.upTo(world.chance(0.05) ? 5_000 : 200),
                    () -> worker.whenAwake(() -> {
                        if (state == TaskState.CANCELING && !dropped) {
                            moveTo(TaskState.CANCELED);
                        }
                    }));
        } else if (state.isTerminal()) {
            report();
        }
    }

    void drop() {
        dropped = true;
    }

    void onPeerDead(WorkerId dead) {
        if (peers.contains(dead) && isLive()) {
            after(world.upTo(400), () -> {
                if (!world.invariants.haveFinished(producers) || state != TaskState.RUNNING) {
                    fail(PEER);
                }
            });
        }
    }

    private void moveTo(TaskState next) {
        state = next;
        if (next == TaskState.FINISHED) {
            world.invariants.onFinished(execution);
        }
        report();
    }

    private void report() {
        worker.say(new FromWorker.TaskStateChanged(worker.accepted(), execution, state, failure, Map.of(), null));
    }

    /** As long as the task runs and nobody has cancelled it. */
    private void after(long delayMs, Runnable what) {
        world.in(
                delayMs,
                () -> worker.whenAwake(() -> {
                    if (isLive() && state != TaskState.CANCELING) {
                        what.run();
                    }
                }));
    }
}
