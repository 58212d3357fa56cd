package io.heddle.engine.worker;

import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.Placement;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker.CollectTaken;
import io.heddle.core.control.ToWorker.DeployTasks;
import io.heddle.core.control.ToWorker.TaskDeployment;
import io.heddle.core.control.ToWorker.TriggerCheckpoint;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.stored.StoredResult;
import io.heddle.engine.stored.StoredSender;
import io.heddle.engine.task.CheckpointMode;
import io.heddle.engine.task.Task;
import io.heddle.engine.task.TaskMail;
import io.heddle.engine.task.TaskSetup;
import io.heddle.engine.task.Wiring;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tasks of one job in this worker, and the channels between them. Worker-control thread only. */
final class JobTasks {
    private final JobId id;
    private final long planHash;
    private final WorkerIdentity identity;
    private final WorkerPorts ports;
    private final TaskSetup.Services services;
    private final Map<ExecutionId, TaskRecord> tasks = new LinkedHashMap<>();
    private final LocalChannels localChannels = new LocalChannels();
    /** Of checkpoints that have begun and not come to an end. */
    private final TreeMap<Long, String> directories = new TreeMap<>();

    private final StoredResults stored;
    private final HeldResults results = new HeldResults();
    private final Refusals refusals;
    /** Deployments to carry out, in order: they wait for the job's user code, or for those before them. */
    private final Deque<Due> due = new ArrayDeque<>();

    private final Map<TaskId, Integer> newestAttempt = new HashMap<>();

    private @Nullable OpenedJob job;

    private record Due(Placement placement, TaskDeployment deployment) {
        ExecutionId execution() {
            return deployment.execution();
        }
    }

    /** Told of deployments that cannot be carried out. */
    @FunctionalInterface
    interface Refusals {
        void onRefused(ExecutionId execution, FailureInfo failure);
    }

    JobTasks(
            JobId id,
            long planHash,
            WorkerIdentity identity,
            WorkerPorts ports,
            TaskSetup.Services services,
            Refusals refusals) {
        this.id = id;
        this.planHash = planHash;
        this.identity = identity;
        this.ports = ports;
        this.services = services;
        this.refusals = refusals;
        this.stored = new StoredResults(ports.process().scratchDirectory().resolve(id.toString()));
    }

    JobId id() {
        return id;
    }

    long planHash() {
        return planHash;
    }

    Collection<TaskRecord> tasks() {
        return tasks.values();
    }

    @Nullable
    TaskRecord task(ExecutionId execution) {
        return tasks.get(execution);
    }

    void opened(OpenedJob opened) {
        job = opened;
    }

    /** The executions that are still to be started. */
    List<ExecutionId> dueExecutions() {
        return due.stream().map(Due::execution).toList();
    }

    /** Takes deployments in; {@link #startDue} carries them out. */
    void deploy(DeployTasks deploy) {
        deploy.tasks().forEach(each -> due.add(new Due(deploy.placement(), each)));
    }

    /** Takes a deployment back; false if there is none. */
    boolean withdraw(ExecutionId execution) {
        boolean was = due.removeIf(each -> each.execution().equals(execution));
        if (was && due.isEmpty()) {
            localChannels.allStarted();
        }
        return was;
    }

    /**
     * Starts at most {@code limit} of the tasks that are due, as soon as the job's user code is there: so many that the
     * control thread, which shares its cores with all that it has started, is not away from its other duties for long.
     *
     * @return how many were looked at
     */
    int startDue(int limit) {
        OpenedJob opened = job;
        int count = 0;
        while (opened != null && count < limit && !due.isEmpty()) {
            Due next = due.remove();
            count++;
            if (!isKnown(next.execution())) {
                try {
                    start(opened, next.placement(), next.deployment());
                } catch (HeddleException e) {
                    refusals.onRefused(next.execution(), FailureInfo.of(e.category(), e));
                }
            }
        }
        if (count > 0 && due.isEmpty()) {
            localChannels.allStarted();
        }
        return count;
    }

    /** A repeated deployment, or one that has been overtaken by a later attempt. */
    private boolean isKnown(ExecutionId execution) {
        return newestAttempt.getOrDefault(execution.task(), -1) >= execution.attempt();
    }

    private void start(OpenedJob opened, Placement placement, TaskDeployment deployment) {
        TaskId task = deployment.execution().task();
        TaskFacts facts = new TaskFacts(
                opened.plan().vertices().get(task.vertex()),
                deployment.execution(),
                identity.facts().host());
        Wiring wiring = wiring(opened.plan(), facts, placement);
        forgetEarlierAttempts(deployment.execution());
        Wakeup wakeup = new Wakeup();
        Task made = new Task(new TaskSetup(facts, opened, wiring, deployment.restore(), services), wakeup);
        newestAttempt.put(task, deployment.execution().attempt());
        tasks.put(
                deployment.execution(),
                new TaskRecord(
                        deployment.execution(),
                        made,
                        ports.threads().start(made, wakeup, opened.userCode().classLoader())));
    }

    /** A new attempt says that the master knows how the earlier ones ended. */
    private void forgetEarlierAttempts(ExecutionId fresh) {
        tasks.values()
                .removeIf(known -> known.execution().task().equals(fresh.task())
                        && known.execution().attempt() < fresh.attempt()
                        && known.state().isTerminal());
    }

    private Wiring wiring(JobPlan plan, TaskFacts facts, Placement placement) {
        int vertex = facts.vertex().index();
        List<Wiring.Inbound> inbound = new ArrayList<>();
        List<Wiring.Outbound> outbound = new ArrayList<>();
        for (JobEdge edge : plan.edges()) {
            int producers = plan.vertices().get(edge.sourceVertex()).parallelism();
            int consumers = plan.vertices().get(edge.targetVertex()).parallelism();
            if (edge.targetVertex() == vertex) {
                for (int producer : Layout.producersOf(edge.shipping(), producers, consumers, facts.subtask())) {
                    inbound.add(new Wiring.Inbound(edge.id(), producer, inboundEnd(edge, producer, facts, placement)));
                }
            }
            if (edge.sourceVertex() == vertex) {
                int[] connected = Layout.consumersOf(edge.shipping(), producers, consumers, facts.subtask());
                for (int consumer : connected) {
                    Wiring.End end = edge.exchange() == JobEdge.Exchange.BLOCKING
                            ? new Wiring.End.Stored(toDisk(edge, facts, consumers, connected.length), consumer)
                            : end(
                                    facts.execution(),
                                    channel(edge, facts.subtask(), consumer, placement),
                                    placed(placement, edge.targetVertex(), consumer));
                    outbound.add(new Wiring.Outbound(edge.id(), consumer, end));
                }
            }
        }
        return new Wiring(inbound, outbound);
    }

    private Wiring.End inboundEnd(JobEdge edge, int producer, TaskFacts facts, Placement placement) {
        WorkerAddress peer = placed(placement, edge.sourceVertex(), producer);
        ChannelId channel = channel(edge, producer, facts.subtask(), placement);
        if (edge.exchange() == JobEdge.Exchange.BLOCKING && isHere(peer)) {
            return new Wiring.End.Stored(stored.toRead(edge, producer, channel.producerAttempt()), facts.subtask());
        }
        return end(facts.execution(), channel, peer);
    }

    /** Where the consumers will run is not known yet, so what they will read goes to the disk of this worker. */
    private StoredResult toDisk(JobEdge edge, TaskFacts facts, int consumers, int connected) {
        return stored.toWrite(edge, facts.subtask(), facts.execution().attempt(), consumers, connected);
    }

    private boolean isHere(WorkerAddress peer) {
        return peer.worker().equals(identity.address().worker());
    }

    private Wiring.End end(ExecutionId execution, ChannelId channel, WorkerAddress peer) {
        return isHere(peer)
                ? new Wiring.End.Local(localChannels.of(execution, channel))
                : new Wiring.End.Remote(channel, peer);
    }

    /** Another worker's task asks for what a finished task has left here. */
    void send(ChannelId channel) {
        StoredResult result = stored.find(channel);
        if (result != null) {
            StoredSender.start(channel, result, ports.transport(), ports.io());
        }
    }

    /** What is stored is not needed any more. */
    void deleteStored() {
        stored.deleteAll();
    }

    /** The job is over in this worker. */
    void close() {
        deleteStored();
        directories.values().forEach(ports.snapshots()::abandoned);
        ports.snapshots().closed(id);
        if (job != null) {
            job.userCode().close();
        }
    }

    private ChannelId channel(JobEdge edge, int producer, int consumer, Placement placement) {
        return new ChannelId(
                id,
                edge.id(),
                producer,
                vertex(placement, edge.sourceVertex()).attempt()[producer],
                consumer,
                vertex(placement, edge.targetVertex()).attempt()[consumer]);
    }

    private static WorkerAddress placed(Placement placement, int vertex, int subtask) {
        return placement.workers().get(vertex(placement, vertex).worker()[subtask]);
    }

    private static Placement.VertexPlacement vertex(Placement placement, int vertex) {
        for (Placement.VertexPlacement each : placement.vertices()) {
            if (each.vertex() == vertex) {
                return each;
            }
        }
        throw new IllegalStateException("The placement does not name vertex " + vertex + ".");
    }

    /** The execution has ended; its channels go. */
    void ended(ExecutionId execution, TaskState state) {
        localChannels.ended(execution);
        if (state != TaskState.FINISHED) {
            results.drop(execution);
        }
    }

    void trigger(TriggerCheckpoint trigger) {
        OpenedJob opened = job;
        if (opened != null) {
            directories.put(trigger.checkpointId(), trigger.directory());
            ports.snapshots()
                    .expect(
                            trigger.directory(),
                            tasks.values().stream()
                                    .filter(task -> !task.state().isTerminal())
                                    .map(TaskRecord::execution)
                                    .toList());
            boolean aligned = CheckpointMode.of(opened.plan().properties()).aligned(trigger.kind());
            tell(new TaskMail.Trigger(new StreamEvent.Barrier(
                    trigger.checkpointId(),
                    trigger.kind(),
                    trigger.directory(),
                    trigger.startedMs(),
                    aligned,
                    trigger.completedId())));
        }
    }

    void completed(long checkpointId) {
        tell(new TaskMail.Completed(checkpointId));
        Map<Long, String> done = directories.headMap(checkpointId, true);
        done.values().forEach(ports.snapshots()::completed);
        done.clear();
    }

    void aborted(long checkpointId) {
        tell(new TaskMail.Aborted(checkpointId));
        String directory = directories.remove(checkpointId);
        if (directory != null) {
            ports.snapshots().aborted(directory);
        }
    }

    /** How far the slowest is of those that the execution waits for. */
    void eventTimeLeast(ExecutionId execution, long timeMs) {
        TaskRecord task = tasks.get(execution);
        if (task != null && !task.state().isTerminal()) {
            task.offer(new TaskMail.EventTimeLeast(timeMs));
        }
    }

    /** What is held for the client. */
    HeldResults results() {
        return results;
    }

    /** Results of a collecting sink were taken. */
    void taken(CollectTaken taken) {
        results.taken(taken);
        TaskRecord task = tasks.get(taken.execution());
        if (task != null && !task.state().isTerminal()) {
            task.offer(new TaskMail.Taken(taken.sinkId(), taken.offset()));
        }
    }

    private void tell(TaskMail mail) {
        for (TaskRecord task : tasks.values()) {
            if (!task.state().isTerminal()) {
                task.offer(mail);
            }
        }
    }
}
