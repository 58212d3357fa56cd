package io.heddle.client.local;

import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.ExecutionConfig;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.core.time.Clock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.snapshot.FileSnapshots;
import io.heddle.engine.worker.DedicatedThreads;
import io.heddle.engine.worker.MasterLink;
import io.heddle.engine.worker.Worker;
import io.heddle.engine.worker.WorkerIdentity;
import io.heddle.engine.worker.WorkerLimits;
import io.heddle.engine.worker.WorkerPorts;
import io.heddle.rocksdb.StateBackends;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A master and its workers in this process. */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(LocalCluster.class);
    private static final int IO_THREADS = 4;
    private static final long PATIENCE_WITH_FILES_MS = 10_000;
    private static final long NATIVE_STATE_BYTES = 256L << 20;
    private static final int INLINE_LIMIT_BYTES = 20_480;
    /** Of the heap, which the program and the master share with all workers. */
    private static final int SORTING_SHARE = 8;

    private final IoPool io = new IoPool("am-io", IO_THREADS);
    private final List<LocalWorkerProcess> processes = new ArrayList<>();
    private final StateBackends stateBackends;
    private final LocalNetwork network;
    private final LocalMaster master;
    private final List<AgentRunner> runners = new ArrayList<>();
    private final CompletableFuture<Throwable> breakdown = new CompletableFuture<>();

    /**
     * Starts the cluster.
     *
     * @param slots tasks of one vertex that may run at once
     * @param configuration configuration of jobs where a program says nothing
     */
    public LocalCluster(int slots, io.heddle.core.config.Configuration configuration, ClassLoader userCode) {
        Clock clock = Clock.system();
        LocalWorkerProcess state = process(clock, configuration);
        io.heddle.core.config.Configuration jobDefaults = withCheckpointDirectory(configuration, state);
        stateBackends = new StateBackends(
                jobDefaults,
                new StateBackends.Resources(
                        NATIVE_STATE_BYTES, Runtime.getRuntime().maxMemory(), slots, state.directories()));
        Storage storage = new LocalStorage();
        int workers = Math.min(slots, jobDefaults.get(ClusterSettings.LOCAL_WORKERS));
        int slotsOfEach = (slots + workers - 1) / workers;
        network = new LocalNetwork(workers);
        Wakeup masterWakeup = new Wakeup();
        CoordinatorSettings settings = new CoordinatorSettings(
                false, CoordinatorSettings.Fleet.local(workers, slotsOfEach), patience(), jobDefaults);
        master = new LocalMaster(settings, clock, new CheckpointFiles(storage, io), masterWakeup);
        runners.add(new AgentRunner(master, masterWakeup, clock, this::onFatal).start());
        for (int i = 0; i < workers; i++) {
            Wakeup wakeup = new Wakeup();
            WorkerId id = new WorkerId("local-worker" + (workers == 1 ? "" : "-" + i));
            Worker worker = worker(id, slotsOfEach, clock, storage, userCode, wakeup, jobDefaults);
            runners.add(new AgentRunner(worker, wakeup, clock, this::onFatal).start());
            connect(id, worker);
        }
    }

    /** Checkpoints for which nobody has chosen a directory go with this process, like all else. */
    private static io.heddle.core.config.Configuration withCheckpointDirectory(
            io.heddle.core.config.Configuration configuration, LocalWorkerProcess state) {
        return configuration.isSet(StateSettings.CHECKPOINT_DIRECTORY)
                ? configuration
                : configuration.with(
                        StateSettings.CHECKPOINT_DIRECTORY,
                        state.scratchDirectory().resolve("checkpoints").toString(),
                        Origin.DEFAULT);
    }

    private static long sortBytes(io.heddle.core.config.Configuration jobDefaults) {
        return Runtime.getRuntime().maxMemory() / SORTING_SHARE / jobDefaults.get(ClusterSettings.LOCAL_WORKERS);
    }

    /** Workers live and die with this process: if one is silent, the machine is busy or was asleep. */
    private static CoordinatorSettings.Patience patience() {
        CoordinatorSettings.Patience usual = CoordinatorSettings.Patience.USUAL;
        return new CoordinatorSettings.Patience(
                usual.heartbeatMs(),
                Duration.ofDays(365).toMillis(),
                usual.linkGraceMs(),
                usual.registrationTimeoutMs(),
                usual.idleWorkerTimeoutMs(),
                usual.slotRequestTimeoutMs(),
                usual.reattachTimeoutMs(),
                usual.startRetryMs(),
                usual.nodeExclusionMs());
    }

    /** Each worker has a directory of its own, and so has the state. */
    private LocalWorkerProcess process(Clock clock, io.heddle.core.config.Configuration configuration) {
        LocalWorkerProcess process = new LocalWorkerProcess(clock, configuration);
        processes.add(process);
        return process;
    }

    private Worker worker(
            WorkerId id,
            int slots,
            Clock clock,
            Storage storage,
            ClassLoader userCode,
            Wakeup wakeup,
            io.heddle.core.config.Configuration configuration) {
        DataTransport transport = network.join(id);
        LocalWorkerProcess process = process(clock, configuration);
        FromWorker.WorkerFacts facts = new FromWorker.WorkerFacts(
                "local",
                "localhost",
                ProcessHandle.current().pid(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                "");
        return new Worker(
                new WorkerIdentity(transport.address(), slots, facts),
                new WorkerPorts(
                        clock,
                        io::submit,
                        transport,
                        new FileSnapshots(storage, INLINE_LIMIT_BYTES, id.value(), io::submit, null),
                        new DedicatedThreads(clock, this::onFatal),
                        (plan, hash) -> open(plan, hash, userCode),
                        process),
                new WorkerLimits(Long.MAX_VALUE, 30_000, 0, sortBytes(configuration)),
                wakeup);
    }

    private OpenedJob open(JobPlan plan, long hash, ClassLoader userCode) {
        Map<String, File> cached = new HashMap<>();
        for (Artifact artifact : plan.artifacts()) {
            if (artifact.kind() == Artifact.Kind.CACHED_FILE) {
                cached.put(artifact.name(), localFile(artifact.uri()));
            }
        }
        ExecutionConfig config = new ExecutionConfig(Configuration.fromMap(plan.properties()));
        return new OpenedJob(
                plan,
                hash,
                new LoadedUserCode(userCode, cached),
                Serializers.of(userCode, config),
                config,
                stateBackends.of(plan.properties()));
    }

    private static File localFile(String uri) {
        return uri.startsWith("file:") ? new File(URI.create(uri).getPath()) : new File(uri);
    }

    private void connect(WorkerId id, Worker worker) {
        MasterLink link = new MasterLink() {
            @Override
            public boolean send(FromWorker message) {
                return master.said(id, message);
            }

            @Override
            public void close() {
                LOG.debug("The local worker has let go of its master");
            }
        };
        master.connect(id, (ToWorker message) -> worker.receive(link, message));
        worker.linkUp(link);
    }

    LocalMaster master() {
        return master;
    }

    /** Completes with the cause if the master, the worker or a task's thread breaks down. */
    CompletableFuture<Throwable> breakdown() {
        return breakdown;
    }

    private void onFatal(Throwable failure) {
        LOG.error("A part of the local cluster has broken down", failure);
        breakdown.complete(failure);
    }

    @Override
    public void close() {
        runners.forEach(AgentRunner::close);
        network.close();
        io.close();
        awaitFiles();
        processes.forEach(LocalWorkerProcess::cleanUp);
    }

    /** Whoever hears of the end may delete the directories of checkpoints: nobody writes there any more. */
    private void awaitFiles() {
        try {
            if (!io.awaitEnd(PATIENCE_WITH_FILES_MS)) {
                LOG.warn("Files of the local cluster are still written, {} ms after its end", PATIENCE_WITH_FILES_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
