package io.heddle.core.config;

import static io.heddle.core.config.Scope.CLIENT;
import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.SUBMISSION;
import static io.heddle.core.config.Scope.WORKER;

import io.heddle.core.transport.PortRange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The processes of an application: slots, life times, addresses, logs, class loading, JVMs. */
public final class ClusterSettings {
    private ClusterSettings() {}

    /** Whose classes win in the user-code class loader. */
    public enum ResolveOrder {
        CHILD_FIRST,
        PARENT_FIRST
    }

    /** Where the master's address and pointers are published besides HDFS. */
    public enum HighAvailability {
        NONE,
        ZOOKEEPER
    }

    public static final Setting<Integer> TASK_SLOTS = Setting.integer("taskmanager.numberOfTaskSlots")
            .orElse(1)
            .must("be 1 or more", value -> value >= 1)
            .in(CLIENT, MASTER, WORKER)
            .common()
            .says("Slots of one worker; each takes one parallel slice of a job.");
    public static final Setting<Integer> LOCAL_WORKERS = Setting.integer("minicluster.number-of-taskmanagers")
            .orElse(1)
            .must("be 1 or more", value -> value >= 1)
            .in(CLIENT)
            .also("local.number-taskmanager")
            .says("Workers of a local run; if there are several, records pass between them as on a cluster, over TLS.");
    public static final Setting<Duration> TASKMANAGER_TIMEOUT = Setting.duration("resourcemanager.taskmanager-timeout")
            .orElse(Duration.ofSeconds(30))
            .in(MASTER)
            .formerly("slotmanager.taskmanager-timeout")
            .says("A worker without tasks is released after this time.");
    public static final Setting<Duration> TASKMANAGER_REGISTRATION_TIMEOUT = Setting.duration(
                    "resourcemanager.taskmanager-registration.timeout")
            .orElse(Duration.ofMinutes(5))
            .in(MASTER)
            .also("taskmanager.registration.timeout")
            .formerly("taskmanager.maxRegistrationDuration")
            .says("A container whose worker has not reported by then is replaced.");
    public static final Setting<Duration> PREVIOUS_WORKER_TIMEOUT = Setting.duration(
                    "resourcemanager.previous-worker.recovery.timeout")
            .orElse(Duration.ofSeconds(30))
            .in(MASTER)
            .says("How long a new master waits for the workers of its predecessor before it asks for others.");
    public static final Setting<Double> START_WORKER_MAX_RATE = Setting.number(
                    "resourcemanager.start-worker.max-failure-rate")
            .orElse(10.0)
            .in(MASTER)
            .says("Failed starts of workers per minute above which requests pause.");
    public static final Setting<Duration> START_WORKER_RETRY = Setting.duration(
                    "resourcemanager.start-worker.retry-interval")
            .orElse(Duration.ofSeconds(3))
            .in(MASTER)
            .says("Length of that pause.");
    public static final Setting<Duration> RESOURCE_JOB_TIMEOUT = Setting.duration("resourcemanager.job.timeout")
            .orElse(Duration.ofMinutes(5))
            .in(MASTER)
            .withoutEffect()
            .says("Flink: how long slots of a job without a leader are kept.");
    public static final Setting<Integer> REDUNDANT_TASKMANAGERS = Setting.integer(
                    "slotmanager.redundant-taskmanager-num")
            .orElse(0)
            .must("be 0 or more", value -> value >= 0)
            .in(MASTER)
            .says("Workers kept beyond what the slots in use need while there are jobs: the loss of one costs no start"
                    + " of another.");
    public static final Setting<Integer> SLOTS_MIN = Setting.integer("slotmanager.number-of-slots.min")
            .orElse(0)
            .in(MASTER)
            .says("Slots kept ready even without a job.");
    public static final Setting<Integer> SLOTS_MAX = Setting.integer("slotmanager.number-of-slots.max")
            .orElse(Integer.MAX_VALUE)
            .in(MASTER)
            .says("Most slots of the application.");
    public static final Setting<Boolean> EVENLY_SPREAD = Setting.flag("cluster.evenly-spread-out-slots")
            .orElse(false)
            .in(MASTER)
            .also("taskmanager.load-balance.mode", mode -> switch (mode.strip().toUpperCase(Locale.ROOT)) {
                case "NONE", "MIN_RESOURCES" -> "false";
                case "SLOTS", "TASKS" -> "true";
                default -> mode;
            })
            .says("Whether tasks are spread over all workers instead of filling one after the other.");
    public static final Setting<Duration> SLOT_REQUEST_TIMEOUT = Setting.duration("slot.request.timeout")
            .orElse(Duration.ofMinutes(5))
            .in(MASTER)
            .says("A job whose slots do not come in this time fails with the reason that YARN gives.");
    public static final Setting<Duration> SLOT_IDLE_TIMEOUT = Setting.duration("slot.idle.timeout")
            .orElse(Duration.ofSeconds(50))
            .in(MASTER)
            .withoutEffect()
            .says("Flink: how long a job keeps an idle slot.");
    public static final Setting<Duration> HEARTBEAT_INTERVAL = Setting.duration("heartbeat.interval")
            .orElse(Duration.ofSeconds(1))
            .in(MASTER, WORKER)
            .says("How often master and workers tell each other that they live.");
    public static final Setting<Duration> HEARTBEAT_TIMEOUT = Setting.duration("heartbeat.timeout")
            .orElse(Duration.ofSeconds(50))
            .in(MASTER, WORKER)
            .common()
            .says("Longest silence of a worker; one that is always punctual is taken for lost after 7 s.");
    public static final Setting<Integer> HEARTBEAT_FAILURES = Setting.integer("heartbeat.rpc-failure-threshold")
            .orElse(2)
            .in(MASTER, WORKER)
            .withoutEffect()
            .says("Flink: failed calls in a row that count as a lost peer.");
    public static final Setting<Duration> MASTER_LEASE = Setting.duration("heddle.master-lease")
            .orElse(Duration.ofMinutes(15))
            .in(WORKER)
            .says("How long workers go on without a master before they drain and leave.");
    public static final Setting<Integer> INITIAL_WORKERS = Setting.integer("heddle.initial-workers")
            .orElse(0)
            .must("be 0 or more", value -> value >= 0)
            .in(MASTER)
            .says("Workers started with the application, before any job asks (options -n and -yn).");
    public static final Setting<Duration> ASK_TIMEOUT = Setting.duration("pekko.ask.timeout")
            .orElse(Duration.ofSeconds(10))
            .in(MASTER)
            .also("akka.ask.timeout", "heddle.ask-timeout")
            .withoutEffect()
            .says("Longest wait for the answer to a control message.");
    public static final Setting<Duration> CLIENT_TIMEOUT = Setting.duration("client.timeout")
            .orElse(Duration.ofSeconds(60))
            .in(CLIENT)
            .formerly("akka.client.timeout")
            .says("Longest wait of the command line for an answer of the master.");

    public static final Setting<String> JOBMANAGER_ADDRESS = Setting.text("jobmanager.rpc.address")
            .in(CLIENT)
            .withoutEffect()
            .says("Flink: host of the JobManager. On YARN it is found through the ResourceManager.");
    public static final Setting<Integer> JOBMANAGER_PORT = Setting.integer("jobmanager.rpc.port")
            .in(CLIENT)
            .withoutEffect()
            .says("Flink: port of the JobManager. On YARN: yarn.application-master.port.");
    public static final Setting<String> JOBMANAGER_BIND_HOST = Setting.text("jobmanager.bind-host")
            .in(MASTER)
            .withoutEffect()
            .says("Local address the master listens on; by default all.");
    public static final Setting<String> TASKMANAGER_BIND_HOST = Setting.text("taskmanager.bind-host")
            .in(WORKER)
            .withoutEffect()
            .says("Local address a worker listens on; by default all.");
    public static final Setting<String> TASKMANAGER_HOST = Setting.text("taskmanager.host")
            .in(WORKER)
            .withoutEffect()
            .says("Host name a worker tells its peers; on YARN the NodeManager's.");
    public static final Setting<PortRange> TASKMANAGER_DATA_PORT = Setting.ports("taskmanager.data.port")
            .orElse(PortRange.ANY)
            .in(WORKER)
            .says("Port, range or list of ports a worker takes records on; 0: any free port.");
    public static final Setting<String> TASKMANAGER_RPC_PORT = Setting.text("taskmanager.rpc.port")
            .orElse("0")
            .in(WORKER)
            .withoutEffect()
            .says("Flink: a worker's control port. Heddle's workers call the master and need none.");
    public static final Setting<String> REST_ADDRESS = Setting.text("rest.address")
            .in(CLIENT)
            .withoutEffect()
            .says("Flink: host of the REST interface. On YARN it is the master's.");
    public static final Setting<PortRange> REST_BIND_PORT = Setting.ports("rest.bind-port")
            .in(MASTER)
            .says("Port, range or list of ports of the REST interface and web pages; the master does not start where"
                    + " none is free.");
    public static final Setting<PortRange> REST_PORT = Setting.ports("rest.port")
            .orElse(PortRange.ANY)
            .in(MASTER)
            .formerly("jobmanager.web.port", "web.port")
            .says("Port of the REST interface if it is free on the master's host; any free port otherwise, and with"
                    + " 0.");
    public static final Setting<String> REST_BIND_ADDRESS = Setting.text("rest.bind-address")
            .in(MASTER)
            .withoutEffect()
            .formerly("web.address", "jobmanager.web.address")
            .says("Local address of the REST interface; by default all.");
    public static final Setting<Integer> REST_RETRIES = Setting.integer("rest.retry.max-attempts")
            .orElse(20)
            .must("be 0 or more", value -> value >= 0)
            .in(CLIENT)
            .says("How often the command line repeats a request that found no master, within client.timeout.");
    public static final Setting<Duration> REST_RETRY_DELAY = Setting.duration("rest.retry.delay")
            .orElse(Duration.ofSeconds(3))
            .in(CLIENT)
            .says("Longest pause between those; the first ones are shorter.");
    public static final Setting<Duration> REST_CONNECTION_TIMEOUT = Setting.duration("rest.connection-timeout")
            .orElse(Duration.ofSeconds(15))
            .in(CLIENT)
            .withoutEffect()
            .says("Longest time to connect to the master.");
    public static final Setting<Integer> REST_CLIENT_MAX_CONTENT = Setting.integer("rest.client.max-content-length")
            .orElse(100 << 20)
            .in(CLIENT)
            .withoutEffect()
            .says("Most bytes of an answer.");
    public static final Setting<Integer> REST_SERVER_MAX_CONTENT = Setting.integer("rest.server.max-content-length")
            .orElse(100 << 20)
            .in(MASTER)
            .withoutEffect()
            .says("Most bytes of a request.");
    public static final Setting<Boolean> WEB_SUBMIT = Setting.flag("web.submit.enable")
            .orElse(true)
            .in(MASTER)
            .withoutEffect()
            .formerly("jobmanager.web.submit.enable")
            .says("Whether jobs may be submitted by the web pages.");
    public static final Setting<Boolean> WEB_CANCEL = Setting.flag("web.cancel.enable")
            .orElse(true)
            .in(MASTER)
            .withoutEffect()
            .says("Whether jobs may be cancelled by the web pages.");
    public static final Setting<Duration> WEB_REFRESH = Setting.duration("web.refresh-interval")
            .orElse(Duration.ofSeconds(3))
            .in(MASTER)
            .withoutEffect()
            .formerly("jobmanager.web.refresh-interval")
            .says("How often the web pages refresh.");
    public static final Setting<Duration> WEB_TIMEOUT = Setting.duration("web.timeout")
            .orElse(Duration.ofMinutes(10))
            .in(MASTER)
            .withoutEffect()
            .says("Longest time a REST request may take.");
    public static final Setting<Integer> EXCEPTION_HISTORY = Setting.integer("web.exception-history-size")
            .orElse(16)
            .must("be 1 or more", value -> value >= 1)
            .in(MASTER)
            .says("How many failures of a job the REST interface remembers.");

    public static final Setting<ResolveOrder> CLASSLOADER_ORDER = Setting.choice(
                    "classloader.resolve-order", ResolveOrder.class)
            .orElse(ResolveOrder.CHILD_FIRST)
            .in(CLIENT, MASTER, WORKER)
            .says("Whether classes of the job's jar win over those of Heddle's class path.");
    public static final Setting<List<String>> PARENT_FIRST_PATTERNS = Setting.list(
                    "classloader.parent-first-patterns.default")
            .orElse(List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.", "org.xml.", "io.heddle."))
            .in(CLIENT, MASTER, WORKER)
            .withoutEffect()
            .formerly("classloader.parent-first-patterns")
            .says("Class name prefixes that always come from Heddle's class path.");
    public static final Setting<List<String>> PARENT_FIRST_ADDITIONAL = Setting.list(
                    "classloader.parent-first-patterns.additional")
            .orElse(List.of())
            .in(CLIENT, MASTER, WORKER)
            .says("More such prefixes.");
    public static final Setting<Boolean> CLASSLOADER_LEAK_CHECK = Setting.flag("classloader.check-leaked-classloader")
            .orElse(true)
            .in(WORKER)
            .withoutEffect()
            .says("Whether use of an ended job's class loader is reported.");
    public static final Setting<String> JVM_OPTIONS = Setting.text("env.java.opts.all")
            .orElse("")
            .in(SUBMISSION)
            .also("env.java.opts")
            .says("JVM options of master and workers.");
    public static final Setting<String> JVM_OPTIONS_MASTER = Setting.text("env.java.opts.jobmanager")
            .orElse("")
            .in(SUBMISSION)
            .says("JVM options of the master besides those of all.");
    public static final Setting<String> JVM_OPTIONS_WORKER = Setting.text("env.java.opts.taskmanager")
            .orElse("")
            .in(SUBMISSION)
            .says("JVM options of the workers besides those of all.");
    public static final Setting<String> JVM_OPTIONS_CLIENT = Setting.text("env.java.opts.client")
            .orElse("")
            .in(CLIENT)
            .withoutEffect()
            .says("JVM options of the command line; bin/heddle reads JVM_ARGS.");
    public static final Setting<String> JAVA_HOME = Setting.text("env.java.home")
            .in(SUBMISSION)
            .says("Java installation of the containers; by default YARN's JAVA_HOME.");
    public static final Setting<String> HADOOP_CONF_DIR = Setting.text("env.hadoop.conf.dir")
            .in(CLIENT)
            .says("Hadoop's configuration directory if the variable HADOOP_CONF_DIR does not name it.");
    public static final Setting<String> YARN_CONF_DIR = Setting.text("env.yarn.conf.dir")
            .in(CLIENT)
            .says("YARN's configuration directory if the variable YARN_CONF_DIR does not name it.");
    public static final Setting<MemorySize> LOG_MAX_SIZE = Setting.memory("env.log.max-size")
            .orElse(MemorySize.ofMebiBytes(64))
            .in(MASTER, WORKER)
            .says("Size at which a log file is rolled.");
    public static final Setting<Integer> LOG_MAX_FILES =
            Setting.integer("env.log.max").orElse(10).in(MASTER, WORKER).says("Rolled log files kept.");
    public static final Setting<String> LOG_LEVEL =
            Setting.text("env.log.level").orElse("INFO").in(MASTER, WORKER).says("Level of the logs.");
    public static final Setting<List<String>> TMP_DIRS = Setting.list("io.tmp.dirs")
            .in(CLIENT, WORKER)
            .formerly("taskmanager.tmp.dirs")
            .says("Directories on local disks for what does not fit into memory (state in RocksDB, results of a stage);"
                    + " by default the container's own, or in a local run the machine's. A worker that is killed leaves"
                    + " its files in them behind.");
    public static final Setting<Duration> HALT_TIMEOUT = Setting.duration("cluster.processes.halt-on-shutdown-timeout")
            .orElse(Duration.ofSeconds(30))
            .in(MASTER, WORKER)
            .withoutEffect()
            .says("A process that does not end by itself in this time is halted.");
    public static final Setting<Boolean> HALT_ON_ERROR = Setting.flag("cluster.uncaught-exception-handling")
            .in(MASTER, WORKER)
            .withoutEffect()
            .says("Flink: LOG or FAIL. An uncaught error always ends the process here.");
    public static final Setting<Boolean> EXIT_ON_OOM = Setting.flag("taskmanager.jvm-exit-on-oom")
            .orElse(true)
            .in(SUBMISSION)
            .says("Whether a worker that ran out of memory ends at once.");
    public static final Setting<Boolean> THREAD_DUMPS = Setting.flag("cluster.thread-dump.enabled")
            .in(MASTER)
            .withoutEffect()
            .says("Whether the REST interface gives thread dumps.");
    public static final Setting<Duration> JOB_EXPIRATION = Setting.duration(
                    "jobstore.expiration-time", ChronoUnit.SECONDS)
            .orElse(Duration.ofHours(1))
            .must("be above 0", value -> value.toMillis() > 0)
            .in(MASTER)
            .says("How long a session shows an ended job; its archive stays.");
    public static final Setting<Integer> JOB_CAPACITY = Setting.integer("jobstore.max-capacity")
            .orElse(100)
            .must("be 1 or more", value -> value >= 1)
            .in(MASTER)
            .says("How many ended jobs a session shows; after a change of masters the last 100 at most.");
    public static final Setting<String> ARCHIVE_DIR = Setting.text("historyserver.archive.fs.dir")
            .in(CLIENT, MASTER)
            .also("jobmanager.archive.fs.dir")
            .says("Where the archive of an ended application stays; by default .heddle/archive.");

    public static final Setting<HighAvailability> HIGH_AVAILABILITY = Setting.choice(
                    "high-availability.type", HighAvailability.class, Map.of("filesystem", HighAvailability.NONE))
            .orElse(HighAvailability.NONE)
            .in(MASTER, WORKER)
            .also("high-availability")
            .formerly("recovery.mode", value -> value.equalsIgnoreCase("standalone") ? "none" : value)
            .says("none: HDFS and YARN alone (a master that dies is still replaced); "
                    + "zookeeper: its address is published there too.");
    public static final Setting<String> HA_CLUSTER_ID = Setting.text("high-availability.cluster-id")
            .in(CLIENT, MASTER, WORKER)
            .formerly("high-availability.zookeeper.path.namespace", "recovery.zookeeper.path.namespace")
            .says("Name that successive applications share (options -z, -yz); by default the application id.");
    public static final Setting<String> HA_STORAGE_DIR = Setting.text("high-availability.storageDir")
            .in(MASTER)
            .formerly("high-availability.zookeeper.storageDir", "recovery.zookeeper.storageDir")
            .says("Directory of the ledger; by default inside the staging directory.");
    public static final Setting<String> ZOOKEEPER_QUORUM = Setting.text("high-availability.zookeeper.quorum")
            .in(MASTER, WORKER)
            .formerly("recovery.zookeeper.quorum", "ha.zookeeper.quorum")
            .says("ZooKeeper's servers as host:port,host:port.");
    public static final Setting<String> ZOOKEEPER_ROOT = Setting.text("high-availability.zookeeper.path.root")
            .orElse("/heddle")
            .in(MASTER, WORKER)
            .formerly("recovery.zookeeper.path.root")
            .says("Node under which everything is kept.");
    public static final Setting<Duration> ZOOKEEPER_SESSION_TIMEOUT = Setting.duration(
                    "high-availability.zookeeper.client.session-timeout")
            .orElse(Duration.ofSeconds(60))
            .in(MASTER, WORKER)
            .formerly("recovery.zookeeper.client.session-timeout")
            .says("ZooKeeper's session time-out.");
    public static final Setting<Duration> ZOOKEEPER_CONNECTION_TIMEOUT = Setting.duration(
                    "high-availability.zookeeper.client.connection-timeout")
            .orElse(Duration.ofSeconds(15))
            .in(MASTER, WORKER)
            .formerly("recovery.zookeeper.client.connection-timeout")
            .says("Longest time that a call to ZooKeeper may take.");
    public static final Setting<String> ZOOKEEPER_ACL = Setting.text("high-availability.zookeeper.client.acl")
            .orElse("creator")
            .in(MASTER, WORKER)
            .says("Who may read and change what Heddle writes there: creator or open.");
}
