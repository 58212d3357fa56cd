package io.heddle.am;

import io.heddle.am.archive.Archive;
import io.heddle.am.archive.Archivist;
import io.heddle.am.ledger.DurableWork;
import io.heddle.am.ledger.LedgerStore;
import io.heddle.am.program.OwnJob;
import io.heddle.am.program.Program;
import io.heddle.am.publication.Publication;
import io.heddle.am.rest.ArchivedJobs;
import io.heddle.am.rest.RestServer;
import io.heddle.am.rest.UploadedFiles;
import io.heddle.am.start.StartGuard;
import io.heddle.am.yarn.KilledFromOutside;
import io.heddle.am.yarn.Yarn;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.launch.ArchiveNames;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.MasterAddress;
import io.heddle.core.launch.MasterAddresses;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.KeyPurpose;
import io.heddle.core.security.Tls;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.ControlTransport;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.NettyControlTransport;
import io.heddle.core.transport.PortRange;
import io.heddle.core.usercode.Artifacts;
import io.heddle.hadoop.HadoopConfiguration;
import io.heddle.hadoop.HadoopStorage;
import io.heddle.hadoop.WebProxy;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Makes the objects of a master, joins them, starts their threads, and waits for the end. Decides nothing. */
final class MasterProcess {
    private static final Logger LOG = LogManager.getLogger(MasterProcess.class);
    private static final int MAILBOX_CAPACITY = 1 << 16;
    private static final int NET_THREADS = 2;
    private static final int REST_THREADS = 4;
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final MasterFiles files;
    private final MasterFiles.Identity identity;
    private final MasterLaunch launch;
    private final Configuration configuration;
    private final org.apache.hadoop.conf.Configuration hadoop;
    private final HadoopStorage storage;
    private final Optional<SSLContext> issued;
    private final Clock clock = Clock.system();
    private final IoPool io;
    private final IoPool ledgerThread = new IoPool("am-io-ledger", 1);
    /** Who asks is answered even while all calls to HDFS hang. */
    private final IoPool replies = new IoPool("am-rest", REST_THREADS);

    private final Wakeup wakeup = new Wakeup();
    private final Mailbox<Signal> mailbox = new Mailbox<>(MAILBOX_CAPACITY, wakeup);
    private final MasterDoor door = new MasterDoor(mailbox, clock);
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    MasterProcess(MasterFiles files, ProcessEnvironment environment, List<String> report, IoPool io)
            throws IOException {
        this.files = files;
        this.io = io;
        this.identity = files.identity();
        this.launch = files.launch();
        this.configuration = files.configuration();
        // Start: strands (logging, TLS, YARN's clients, HDFS, the plan) load their classes side by side.
        io.submit(() -> {
            report.forEach(LOG::info);
            launch.clientWarnings().forEach(LOG::warn);
        });
        this.hadoop = HadoopConfiguration.load(environment.variables(), launch.hadoopProperties());
        this.storage = new HadoopStorage(hadoop);
        this.issued = WebProxy.issuedTls(environment);
    }

    /** Runs the master; the answer is the process's exit code. */
    int run() throws IOException, InterruptedException, ExecutionException {
        LedgerStore ledger = new LedgerStore(storage, ledgerDirectory(), identity.epoch());
        CompletableFuture<LedgerStore.Opened> opened = new CompletableFuture<>();
        ledgerThread.submit(() -> open(ledger, opened));
        CompletableFuture<Yarn.Clients> clients = io.call(() -> Yarn.clients(hadoop, configuration, door));
        CompletableFuture<Optional<JobId>> own = io.call(this::ownJob);

        Tls tls = Tls.of(files.credentials());
        NetThreads net = NetThreads.named("am-net", NET_THREADS);
        ControlTransport transport = new NettyControlTransport(net, tls);
        ControlTransport.Listening control = configuration
                .get(YarnSettings.APPLICATION_MASTER_PORT)
                .first(port -> transport.listen(new Endpoint(ANY_ADDRESS, port), door));
        int controlPort = control.endpoint().port();
        RestServer rest = listenToPeople(net, tls);

        MasterAddress address = new MasterAddress(identity.epoch(), identity.host(), controlPort, rest.port());
        CompletableFuture<MasterAddress> published = io.call(() -> {
            new MasterAddresses(storage, launch.stagingDirectory()).publish(address);
            return address;
        });

        Yarn yarn = Yarn.prepare(clients.get(), configuration, launch, workerEnvironment(controlPort), door, io);
        String application = identity.application().toString();
        Publication publication = new Publication(
                configuration,
                application,
                files.credentials().derive(KeyPurpose.ZOOKEEPER_DIGEST),
                ledgerDirectory(),
                io);
        publication.master(address);
        DurableWork durable = new DurableWork(
                ledger,
                storage,
                new LineageKeys(storage, launch.baseDirectory()),
                ledgerThread,
                io,
                door::event,
                publication::recorded);
        Archive archive = new Archive(storage, archiveDirectory(), io::submit, clock);
        AgentRunner runner = startAgent(yarn, durable, archive);
        List<Container> previous = yarn.register(identity.host(), rest.port(), trackingUrl(rest));
        LedgerStore.Opened recovered = opened.get();
        LOG.info("Workers and people reach this master at {}", published.get());

        door.event(new Event.LedgerRecovered(recovered.entries(), recovered.unreadable()));
        door.put(new Signal.Previous(previous));
        Leaving leaving = new Leaving(yarn, traces(publication), launch, io, rest, archive.complete(), durable);
        beginWork(own.get(), recovered.entries());
        KilledFromOutside.watch(hadoop, identity.application(), clock, () -> leaving.cleanUp(application));
        Ending end = ending.get();
        int code = leaving.leave(end, application);
        runner.close();
        return code;
    }

    private RestServer listenToPeople(NetThreads net, Tls tls) throws IOException {
        return RestServer.listen(
                net,
                new RestServer.OwnerAccess(tls, files.credentials().derive(KeyPurpose.REST_TOKEN), restPorts()),
                new RestServer.ProxyAccess(WebProxy.addresses(hadoop), issued.orElse(null)),
                new RestServer.Served(
                        door,
                        replies,
                        clock,
                        configuration,
                        identity.logDirectory(),
                        guard(),
                        new UploadedFiles(storage, launch.baseDirectory()),
                        new ArchivedJobs(storage, archiveDirectory())));
    }

    private String archiveDirectory() {
        return ArchiveNames.directory(configuration, launch.baseDirectory());
    }

    /** A fixed {@code rest.port} is often copied from a cluster of another kind: a wish, not a reason not to start. */
    private PortRange restPorts() {
        return configuration
                .find(ClusterSettings.REST_BIND_PORT)
                .orElseGet(() -> configuration.get(ClusterSettings.REST_PORT).orAny());
    }

    private String trackingUrl(RestServer rest) {
        return (issued.isPresent() ? "https://" : "http://") + identity.host() + ":" + rest.proxiedPort() + "/";
    }

    private void open(LedgerStore ledger, CompletableFuture<LedgerStore.Opened> opened) {
        try {
            opened.complete(ledger.open());
        } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }

    private Leaving.Traces traces(Publication publication) {
        return new Leaving.Traces(
                storage,
                publication,
                configuration.find(ClusterSettings.HA_STORAGE_DIR).isPresent() ? ledgerDirectory() : null,
                configuration.find(ClusterSettings.HA_CLUSTER_ID).isPresent());
    }

    private String ledgerDirectory() {
        return configuration
                .find(ClusterSettings.HA_STORAGE_DIR)
                .map(directory -> directory + "/"
                        + configuration
                                .find(ClusterSettings.HA_CLUSTER_ID)
                                .orElse(identity.application().toString()))
                .orElse(launch.stagingDirectory() + "/ledger");
    }

    private Map<String, String> workerEnvironment(int controlPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put(ContainerNames.ENV_MASTER_ADDRESS, identity.host() + ":" + controlPort);
        environment.put(ContainerNames.ENV_EPOCH, identity.epoch().toString());
        environment.put(ContainerNames.ENV_STAGING_DIRECTORY, launch.stagingDirectory());
        environment.put(
                ContainerNames.ENV_APPLICATION_ID, identity.application().toString());
        return environment;
    }

    private AgentRunner startAgent(Yarn yarn, DurableWork durable, Archive archive) {
        boolean ownJob = launch.mode() == MasterLaunch.Mode.PER_JOB;
        Coordinator coordinator =
                new Coordinator(CoordinatorSettings.of(ownJob, configuration), identity.epoch(), new SecureRandom());
        WorkerLinks links = new WorkerLinks();
        JobEnds jobEnds = new JobEnds();
        DecisionExecutor executor = new DecisionExecutor(yarn.fleet(), links, durable, jobEnds, ending::complete);
        MasterAgent agent = new MasterAgent(
                coordinator,
                mailbox,
                yarn.fleet(),
                links,
                executor,
                jobEnds,
                new MasterAgent.Surroundings(
                        clock, new Archivist(archive, identity.application().toString(), clock), ending::complete));
        return new AgentRunner(
                        agent,
                        wakeup,
                        clock,
                        fatal -> ending.complete(new Ending.Left(
                                ExitCode.DEFECT.number(), "The coordinator ended by a defect: " + fatal)))
                .start();
    }

    private Optional<JobId> ownJob() throws IOException {
        byte[] plan = files.plan();
        return plan == null
                ? Optional.empty()
                : Optional.of(ControlCodec.decodePlan(plan).id());
    }

    /** A per-job application brings its plan with it; a later attempt finds it in the ledger instead. */
    private void beginWork(Optional<JobId> own, List<LedgerEntry> known)
            throws IOException, InterruptedException, ExecutionException {
        byte[] plan = files.plan();
        ProgramLaunch program = launch.program();
        if (plan != null && own.isPresent()) {
            if (known.stream().noneMatch(entry -> isAbout(own.get(), entry))) {
                OwnJob.start(door, plan, startOptions());
            }
        } else if (program != null) {
            Artifacts artifacts = new Artifacts(storage, files.directory().resolve("artifacts"));
            String application = identity.application().toString();
            new IoPool("program", 1)
                    .submit(
                            new Program(program, application, configuration, startOptions(), guard(), artifacts, door)
                                    ::run);
        }
    }

    private StartGuard guard() {
        return new StartGuard(storage, configuration);
    }

    private static boolean isAbout(JobId job, LedgerEntry entry) {
        if (entry instanceof LedgerEntry.JobAdmitted admitted) {
            return admitted.job().equals(job);
        }
        return entry instanceof LedgerEntry.JobEnded ended && ended.job().equals(job);
    }

    private StartOptions startOptions() {
        return new StartOptions(
                configuration.find(ExecutionSettings.SAVEPOINT_PATH).orElse(null),
                configuration.get(ExecutionSettings.IGNORE_UNCLAIMED),
                configuration.get(ExecutionSettings.ALLOW_UNVERIFIED),
                StartOptions.ClaimMode.valueOf(
                        configuration.get(ExecutionSettings.CLAIM_MODE).name()));
    }
}
