package io.heddle.worker;

import static io.heddle.core.config.NetworkSettings.NETTY_TRANSPORT;

import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.MemorySettings;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.StateSettings;
import io.heddle.core.control.FromWorker.WorkerFacts;
import io.heddle.core.launch.MasterAddresses;
import io.heddle.core.launch.MasterFinder;
import io.heddle.core.launch.StartReport;
import io.heddle.core.memory.MemoryBudget;
import io.heddle.core.security.KeyPurpose;
import io.heddle.core.security.Tls;
import io.heddle.core.storage.LocalDirectories;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.ControlTransport;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.NettyControlTransport;
import io.heddle.core.usercode.Artifacts;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NettyDataTransport;
import io.heddle.engine.network.NetworkSettings;
import io.heddle.engine.snapshot.FileSnapshots;
import io.heddle.engine.snapshot.LocalCopies;
import io.heddle.engine.worker.DedicatedThreads;
import io.heddle.engine.worker.Worker;
import io.heddle.engine.worker.WorkerIdentity;
import io.heddle.engine.worker.WorkerLimits;
import io.heddle.engine.worker.WorkerPorts;
import io.heddle.hadoop.HadoopStorage;
import io.heddle.rocksdb.StateBackends;
import io.heddle.zookeeper.Quorum;
import io.heddle.zookeeper.ZooKeeperMasters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the objects of a worker, joins them, starts their threads, and waits for the end. Decides nothing. */
final class WorkerAssembly {
    private static final Logger LOG = LogManager.getLogger(WorkerAssembly.class);
    private static final int NET_THREADS = 2;
    private static final int DIALER_MAILS = 1024;
    private static final long GOODBYE_MS = 1_000;
    private static final int LARGEST_SEGMENT = 64 * 1024;
    private static final int SMALLEST_SEGMENT = 4 * 1024;
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final WorkerFiles files;
    private final WorkerFiles.Identity identity;
    private final Configuration configuration;
    private final MemoryBudget budget;
    private final HadoopStorage storage;
    private final LocalDirectories directories;
    private final StateBackends stateBackends;
    private final Clock clock = Clock.system();
    private final IoPool io;
    private final Wakeup wakeup = new Wakeup();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    WorkerAssembly(
            WorkerFiles files, ProcessEnvironment environment, MemoryBudget budget, List<String> report, IoPool io) {
        this.files = files;
        this.identity = files.identity();
        this.configuration = files.configuration();
        this.budget = budget;
        this.io = io;
        // Start: logging, TLS and HDFS load their classes side by side.
        io.submit(() -> report.forEach(LOG::info));
        this.storage = HadoopStorage.load(environment.variables(), hadoopProperties());
        io.submit(this::warmStorage);
        this.directories = LocalDirectories.of(configuration, "heddle-" + identity.worker(), files.directory());
        this.stateBackends = new StateBackends(
                configuration,
                new StateBackends.Resources(
                        budget.managed().bytes(),
                        budget.heap().bytes(),
                        configuration.get(ClusterSettings.TASK_SLOTS),
                        directories.all()));
    }

    /** The first use of HDFS loads a thousand classes and connects; the first job would have to wait for it. */
    private void warmStorage() {
        try {
            new MasterAddresses(storage, identity.stagingDirectory()).latest();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The staging directory cannot be read yet: {}", e.toString());
        }
    }

    private Map<String, String> hadoopProperties() {
        Map<String, String> properties = configuration.under("flink.hadoop.");
        properties.putAll(configuration.under("heddle.hadoop."));
        return properties;
    }

    /** Runs the worker; the answer is the process's exit code. */
    int run() throws IOException, InterruptedException, ExecutionException {
        // Where YARN made the directories, it deletes them too.
        ProcessEnd.whenTold("told-to-end", directories::delete);
        Tls tls = Tls.of(files.credentials());
        NetThreads net = NetThreads.named("worker-net", NET_THREADS, configuration.get(NETTY_TRANSPORT));
        DataTransport data = configuration
                .get(ClusterSettings.TASKMANAGER_DATA_PORT)
                .first(port -> NettyDataTransport.start(
                        net,
                        tls,
                        identity.worker(),
                        new Endpoint(ANY_ADDRESS, port),
                        identity.host(),
                        networkSettings()));
        ControlTransport control = new NettyControlTransport(net, tls);

        MemorySampler memory = new MemorySampler(clock, () -> data.usage().usedBytes(), stateBackends::nativeBytes);
        HostProcess process = new HostProcess(
                memory,
                new Questions(identity.logDirectory(), memory),
                directories.first().resolve("scratch"),
                exit);
        Worker worker = new Worker(identity(data), ports(data, process), limits(), wakeup);
        MasterDialer dialer = new MasterDialer(
                worker, control, places(), io, new Mailbox<>(DIALER_MAILS, wakeup), clock, identity.firstMaster());
        AgentRunner runner = new AgentRunner(new ControlAgent(worker, dialer), wakeup, clock, this::onDefect).start();
        LOG.info(
                "Worker {} takes records at port {}",
                identity.worker(),
                data.address().port());
        int code = exit.get();
        sayGoodbye(runner);
        directories.delete();
        return code;
    }

    private List<MasterFinder> places() {
        List<MasterFinder> places = new ArrayList<>();
        places.add(new MasterAddresses(storage, identity.stagingDirectory()));
        Quorum.of(configuration, identity.application(), files.credentials().derive(KeyPurpose.ZOOKEEPER_DIGEST))
                .ifPresent(quorum -> places.add(new ZooKeeperMasters(quorum)));
        return places;
    }

    /** The last words are on their way; a moment lets them leave, and tasks end. */
    private void sayGoodbye(AgentRunner runner) throws InterruptedException {
        CompletableFuture<Void> moment = new CompletableFuture<>();
        try {
            moment.get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException over) {
            runner.close();
        }
    }

    private void onDefect(Throwable fatal) {
        LOG.fatal("A thread of the worker ended by a defect", fatal);
        exit.complete(ExitCode.DEFECT.number());
    }

    private NetworkSettings networkSettings() {
        long segment = configuration.get(MemorySettings.SEGMENT_SIZE).bytes();
        NetworkSettings usual = NetworkSettings.ofMemory(budget.network().bytes());
        return new NetworkSettings(
                usual.memoryBytes(),
                (int) Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, segment)),
                usual.pendingTimeoutMs(),
                configuration.get(ClusterSettings.HEARTBEAT_TIMEOUT).toMillis());
    }

    private WorkerIdentity identity(DataTransport data) {
        WorkerFacts facts = new WorkerFacts(
                StartReport.version(WorkerMain.class),
                identity.host(),
                ProcessHandle.current().pid(),
                Runtime.getRuntime().availableProcessors(),
                budget.total().bytes(),
                identity.logDirectory().toString());
        return new WorkerIdentity(data.address(), configuration.get(ClusterSettings.TASK_SLOTS), facts);
    }

    private WorkerPorts ports(DataTransport data, HostProcess process) {
        Artifacts artifacts = new Artifacts(storage, files.directory().resolve("artifacts"));
        return new WorkerPorts(
                clock,
                io::submit,
                data,
                new FileSnapshots(
                        storage, inlineLimitBytes(), data.address().worker().value(), io::submit, localCopies()),
                new DedicatedThreads(clock, this::onDefect),
                new UserCodeLoader(artifacts, configuration, stateBackends),
                process);
    }

    private int inlineLimitBytes() {
        return Math.toIntExact(
                configuration.get(StateSettings.SMALL_FILE_THRESHOLD).bytes());
    }

    /** In the container's own directory, which goes with it, however it ends. */
    private @Nullable LocalCopies localCopies() {
        return configuration.get(StateSettings.LOCAL_RECOVERY)
                ? new LocalCopies(files.directory().resolve("local-copies"))
                : null;
    }

    private WorkerLimits limits() {
        return new WorkerLimits(
                configuration.get(ClusterSettings.MASTER_LEASE).toMillis(),
                configuration.get(ExecutionSettings.TASK_CANCELLATION_INTERVAL).toMillis(),
                configuration.get(ExecutionSettings.TASK_CANCELLATION_TIMEOUT).toMillis(),
                budget.sorting().bytes());
    }
}
