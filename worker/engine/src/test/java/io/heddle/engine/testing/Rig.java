package io.heddle.engine.testing;

import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.ExecutionConfig;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.Placement;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.storage.Storage;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.InMemoryNetwork;
import io.heddle.engine.network.NetworkSettings;
import io.heddle.engine.snapshot.FileSnapshots;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.task.Task;
import io.heddle.engine.worker.MasterLink;
import io.heddle.engine.worker.TaskThreads;
import io.heddle.engine.worker.Worker;
import io.heddle.engine.worker.WorkerIdentity;
import io.heddle.engine.worker.WorkerLimits;
import io.heddle.engine.worker.WorkerPorts;
import io.heddle.engine.worker.WorkerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A worker whose tasks are stepped by hand in one thread, with a master that only remembers what it is told. */
public final class Rig implements MasterLink, WorkerProcess {
    public static final Epoch EPOCH = new Epoch(1, 1, 1);

    /** Outlives a rig, as real storage outlives a cluster. */
    public static final MemoryStorage STORAGE = new MemoryStorage();

    private static final int INLINE_LIMIT_BYTES = 64;
    private static final WorkerLimits LIMITS = new WorkerLimits(60_000, 10_000, 30_000, 1 << 20);

    private final SettableClock clock = new SettableClock(100_000);
    private final List<WorkerAddress> addresses = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Storage storage;
    private final InMemoryNetwork network;
    private final List<DataTransport> transports = new ArrayList<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<Runnable> io = new ArrayList<>();
    private final JobPlan plan;
    public final List<FromWorker> said = new ArrayList<>();
    /** The exit codes with which workers wanted to end. */
    public final List<Integer> ends = new ArrayList<>();

    private final List<ToWorker.DeployTasks> deployments = new ArrayList<>();
    private int started;
    private final String home = "memory:" + UUID.randomUUID();
    private final Path scratch;
    private final StateBackend state;
    /** By vertex; -1 before the first. */
    private final int[] attempts;

    /** That many workers; subtasks are dealt out to them in turn. */
    public Rig(JobPlan plan, int workerCount) {
        this(plan, workerCount, STORAGE, NetworkSettings.ofMemory(64 << 20));
    }

    /** The same, with state of another kind. */
    public Rig(JobPlan plan, int workerCount, StateBackend state) {
        this(plan, workerCount, STORAGE, NetworkSettings.ofMemory(64 << 20), state);
    }

    /** The same, with a storage or a network that is not as large as one would like. */
    public Rig(JobPlan plan, int workerCount, Storage storage, NetworkSettings networkSettings) {
        this(plan, workerCount, storage, networkSettings, new HeapStateBackend());
    }

    private Rig(JobPlan plan, int workerCount, Storage storage, NetworkSettings networkSettings, StateBackend state) {
        this.state = state;
        this.plan = plan;
        this.storage = storage;
        this.network = new InMemoryNetwork(networkSettings);
        this.attempts = new int[plan.vertices().size()];
        Arrays.fill(attempts, -1);
        this.scratch = Path.of("target", "rig-" + UUID.randomUUID());
        for (int i = 0; i < workerCount; i++) {
            WorkerAddress address = new WorkerAddress(new WorkerId("w" + i), "host" + i, 1000 + i);
            addresses.add(address);
            Worker worker = new Worker(identity(address), ports(address), LIMITS, new Wakeup());
            workers.add(worker);
            worker.linkUp(this);
        }
        tell(new ToWorker.WorkerAccepted(EPOCH, 1000));
        tell(new ToWorker.OpenJob(EPOCH, plan.id(), ControlCodec.encodePlan(plan)));
    }

    private static WorkerIdentity identity(WorkerAddress address) {
        return new WorkerIdentity(address, 4, new FromWorker.WorkerFacts("test", address.host(), 1, 2, 1 << 30, ""));
    }

    private WorkerPorts ports(WorkerAddress address) {
        DataTransport transport = network.join(address);
        transports.add(transport);
        return new WorkerPorts(
                clock,
                io::add,
                transport,
                new FileSnapshots(storage, INLINE_LIMIT_BYTES, address.worker().value(), io::add, null),
                this::byHand,
                (decoded, hash) -> new OpenedJob(
                        decoded,
                        hash,
                        new LoadedUserCode(Rig.class.getClassLoader(), Map.of()),
                        Serializers.of(Rig.class.getClassLoader()),
                        new ExecutionConfig(Configuration.fromMap(plan.properties())),
                        state),
                this);
    }

    private TaskThreads.Running byHand(Task task, Wakeup wakeup, ClassLoader loader) {
        tasks.put(task.roleName(), task);
        started++;
        return new TaskThreads.Running() {
            @Override
            public void interrupt() {}

            @Override
            public StackTraceElement[] stack() {
                return new StackTraceElement[0];
            }

            @Override
            public void stop() {}
        };
    }

    public void tell(ToWorker message) {
        for (Worker worker : workers) {
            worker.receive(this, message);
        }
    }

    /** Deploys every task, in a new attempt, from these states if there are any. */
    public void deploy(Map<TaskId, TaskRestore> restores) {
        deploy(restores, plan.vertices());
    }

    /** Deploys the tasks of these vertices; those of later vertices have no place yet. */
    public void deployStage(int... vertices) {
        deploy(Map.of(), Arrays.stream(vertices).mapToObj(plan.vertices()::get).toList());
    }

    /** Cancels all tasks. */
    public void cancelAll() {
        cancel(IntStream.range(0, plan.vertices().size()).toArray());
    }

    /** Cancels the tasks of these vertices and deploys them again. */
    public void restartStage(int... vertices) {
        cancel(vertices);
        step();
        step();
        deployStage(vertices);
    }

    private void cancel(int... vertices) {
        List<ExecutionId> executions = new ArrayList<>();
        for (int vertex : vertices) {
            for (int subtask = 0; subtask < plan.vertices().get(vertex).parallelism(); subtask++) {
                executions.add(new ExecutionId(new TaskId(plan.id(), vertex, subtask), attempts[vertex]));
            }
        }
        tell(new ToWorker.CancelTasks(EPOCH, plan.id(), executions));
    }

    private void deploy(Map<TaskId, TaskRestore> restores, List<JobVertex> vertices) {
        vertices.forEach(vertex -> attempts[vertex.index()]++);
        int last = vertices.stream().mapToInt(JobVertex::index).max().orElse(-1);
        List<Placement.VertexPlacement> placed = new ArrayList<>();
        for (JobVertex vertex : plan.vertices().subList(0, last + 1)) {
            int[] current = new int[vertex.parallelism()];
            Arrays.fill(current, attempts[vertex.index()]);
            int[] where = new int[vertex.parallelism()];
            Arrays.setAll(where, subtask -> subtask % workers.size());
            placed.add(new Placement.VertexPlacement(vertex.index(), where, current));
        }
        for (int i = 0; i < workers.size(); i++) {
            List<ToWorker.TaskDeployment> own = new ArrayList<>();
            for (JobVertex vertex : vertices) {
                for (int subtask = i; subtask < vertex.parallelism(); subtask += workers.size()) {
                    TaskId task = new TaskId(plan.id(), vertex.index(), subtask);
                    own.add(new ToWorker.TaskDeployment(
                            new ExecutionId(task, attempts[vertex.index()]), restores.get(task)));
                }
            }
            ToWorker.DeployTasks deployment =
                    new ToWorker.DeployTasks(EPOCH, plan.id(), new Placement(addresses, placed), own);
            deployments.add(deployment);
            workers.get(i).receive(this, deployment);
        }
    }

    /** Says all that was said of deployments again. */
    public void repeatDeployments() {
        deployments.forEach(this::tell);
    }

    /** How many tasks have been started so far. */
    public int startedTasks() {
        return started;
    }

    public Worker worker(int index) {
        return workers.get(index);
    }

    private boolean isCurrent(ExecutionId execution) {
        return execution.attempt() == attempts[execution.task().vertex()];
    }

    /** One turn of one worker's control thread, nothing else. */
    public void stepWorkerOnce(int index) {
        workers.get(index).doWork(clock.monotonicMs());
    }

    /** Steps each worker until it has nothing left to do; returns the work done. */
    private int stepWorkers() {
        int work = 0;
        for (Worker worker : workers) {
            for (int more = 1; more > 0; work += more) {
                more = worker.doWork(clock.monotonicMs());
            }
        }
        return work;
    }

    /** Steps everything once; returns the work done. */
    public int step() {
        int work = stepWorkers();
        List<Runnable> due = List.copyOf(io);
        io.clear();
        due.forEach(Runnable::run);
        work += due.size();
        return work + stepTasksOnce();
    }

    /** One turn of each task that has been started; returns the work done. */
    public int stepTasksOnce() {
        int work = 0;
        for (Task task : List.copyOf(tasks.values())) {
            work += task.doWork(clock.monotonicMs());
        }
        return work;
    }

    /** Steps workers and I/O once, and each task once or not, by the luck of the draw: so queues fill. */
    public void stepSome(Random random) {
        stepWorkers();
        List<Runnable> due = List.copyOf(io);
        io.clear();
        due.forEach(Runnable::run);
        for (Task task : List.copyOf(tasks.values())) {
            if (random.nextInt(3) == 0) {
                task.doWork(clock.monotonicMs());
            }
        }
        clock.advanceMs(random.nextInt(3));
    }

    /** Steps workers and I/O, and only the tasks whose title begins so. */
    public void stepOnly(String title) {
        stepWorkers();
        tasks.forEach((name, task) -> {
            if (name.startsWith(title)) {
                task.doWork(clock.monotonicMs());
            }
        });
    }

    /** Whether every task that had not finished before has acknowledged that checkpoint. */
    public boolean isComplete(long checkpointId) {
        Set<TaskId> done = restores(checkpointId).keySet();
        Map<TaskId, TaskState> states = states();
        for (JobVertex vertex : plan.vertices()) {
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                TaskId task = new TaskId(plan.id(), vertex.index(), subtask);
                if (!done.contains(task) && states.get(task) != TaskState.FINISHED) {
                    return false;
                }
            }
        }
        return true;
    }

    public void completed(long checkpointId) {
        tell(new ToWorker.CheckpointCompleted(EPOCH, plan.id(), checkpointId));
    }

    public void aborted(long checkpointId) {
        tell(new ToWorker.CheckpointAborted(EPOCH, plan.id(), checkpointId));
    }

    /** Steps until all tasks have ended, or ten seconds have passed in which little happened. */
    public void run() {
        step();
        step();
        for (int idle = 0; idle < 200 && !allEnded(); ) {
            if (step() == 0) {
                idle++;
                clock.advanceMs(50);
            }
        }
        step();
    }

    /** Steps until all tasks have ended; false if they have stopped doing anything before, or do something for ever. */
    public boolean runToEnd() {
        int idle = 0;
        for (int steps = 0; steps < 100_000 && idle < 200; steps++) {
            if (allEnded()) {
                step();
                return true;
            }
            idle = step() == 0 ? idle + 1 : 0;
            clock.advanceMs(idle == 0 ? 0 : 50);
        }
        return false;
    }

    private boolean allEnded() {
        return !tasks.isEmpty() && tasks.values().stream().allMatch(Task::hasEnded);
    }

    public void advanceMs(long ms) {
        clock.advanceMs(ms);
    }

    /** Where the files of that checkpoint go. */
    public String directory(long checkpointId) {
        return home + "/chk-" + checkpointId;
    }

    public void trigger(long checkpointId, CheckpointKind kind) {
        trigger(checkpointId, kind, -1);
    }

    /** Begins a checkpoint after which that one was complete, whether or not the tasks have heard of it. */
    public void trigger(long checkpointId, CheckpointKind kind, long completedId) {
        tell(new ToWorker.TriggerCheckpoint(
                EPOCH, plan.id(), checkpointId, kind, directory(checkpointId), 0, completedId));
    }

    /** The last state of every task of the last attempt, by task. */
    public Map<TaskId, TaskState> states() {
        Map<TaskId, TaskState> states = new HashMap<>();
        for (FromWorker message : said) {
            if (message instanceof FromWorker.TaskStateChanged changed && isCurrent(changed.execution())) {
                states.put(changed.execution().task(), changed.state());
            }
        }
        return states;
    }

    /** What the tasks have acknowledged for that checkpoint, as restores. */
    public Map<TaskId, TaskRestore> restores(long checkpointId) {
        Map<TaskId, TaskRestore> restores = new HashMap<>();
        for (FromWorker message : said) {
            if (message instanceof FromWorker.CheckpointAcknowledged done && done.checkpointId() == checkpointId) {
                restores.put(
                        done.execution().task(),
                        new TaskRestore(
                                checkpointId,
                                directory(checkpointId),
                                done.snapshot().operators(),
                                done.snapshot().finished()));
            }
        }
        states().forEach((task, state) -> {
            if (state == TaskState.FINISHED) {
                restores.putIfAbsent(task, new TaskRestore(checkpointId, directory(checkpointId), List.of(), true));
            }
        });
        return restores;
    }

    /** The same, dealt out to the tasks of a plan whose parallelism may be another one; finished tasks start as such. */
    public Map<TaskId, TaskRestore> restores(long checkpointId, JobPlan next) {
        return Dealing.out(restores(checkpointId), plan, next, new Dealing.From(checkpointId, directory(checkpointId)));
    }

    /** The records of a collecting sink, in the order of their arrival. */
    public <T> List<T> collected(String resultId, TypeSerializer<T> serializer) {
        List<T> records = new ArrayList<>();
        for (FromWorker message : said) {
            if (message instanceof FromWorker.Collected batch
                    && batch.sinkId().equals(resultId)
                    && isCurrent(batch.execution())) {
                BinaryReader in = new BinaryReader(batch.records());
                for (int i = 0; i < batch.count(); i++) {
                    records.add(serializer.read(in));
                }
            }
        }
        return records;
    }

    /** What buffers take in the worker that has most of them. */
    public long networkBytes() {
        return transports.stream()
                .mapToLong(transport -> transport.usage().usedBytes())
                .max()
                .orElse(0);
    }

    /** How many segments of that kind the checkpoint holds. */
    public long segments(long checkpointId, StateKind kind) {
        return restores(checkpointId).values().stream()
                .flatMap(restore -> restore.operators().stream())
                .flatMap(operator -> operator.segments().stream())
                .filter(segment -> segment.kind() == kind)
                .count();
    }

    /** The first failure that was reported, if any. */
    public @Nullable String failure() {
        for (FromWorker message : said) {
            if (message instanceof FromWorker.TaskStateChanged changed && changed.failure() != null) {
                return changed.failure().message() + "\n" + changed.failure().stackTrace();
            }
        }
        return null;
    }

    @Override
    public boolean send(FromWorker message) {
        said.add(message);
        return true;
    }

    @Override
    public void close() {}

    @Override
    public FromWorker.MemorySample sampleMemory() {
        return new FromWorker.MemorySample(0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public Path scratchDirectory() {
        return scratch;
    }

    @Override
    public byte[] answer(ToWorker.Query query) {
        return new byte[0];
    }

    @Override
    public void refreshTokens(byte[] tokens) {}

    @Override
    public void exit(int exitCode, String reason) {
        ends.add(exitCode);
    }

    @Override
    public void halt(int exitCode, String reason) {
        ends.add(exitCode);
    }
}
