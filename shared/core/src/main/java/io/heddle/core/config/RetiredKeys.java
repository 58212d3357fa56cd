package io.heddle.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys of other versions and deployments: a file that holds them stays usable, and each is named once in a warning. */
final class RetiredKeys {
    private static final Map<String, String> EXACT = new TreeMap<>();
    /** Beginnings of keys. */
    private static final Map<String, String> PREFIXES = new TreeMap<>();

    static {
        exact("a committer that says retryLater is asked again for ever", "sink.committer.retries");
        exact("there is only one mode", "mode");
        exact("memory is never preallocated", "taskmanager.memory.preallocate");
        exact("managed memory is always off-heap", "taskmanager.memory.off-heap");
        exact("set taskmanager.memory.jvm-overhead.fraction instead", "containerized.heap-cutoff-ratio");
        exact("set taskmanager.memory.jvm-overhead.min instead", "containerized.heap-cutoff-min");
        exact("set resourcemanager.start-worker.max-failure-rate instead", "yarn.maximum-failed-containers");
        exact("failed containers are always replaced", "yarn.reallocate-failed");
        exact("the master is found through the ResourceManager", "yarn.appmaster.rpc.address");
        exact("set yarn.application-master.port instead", "yarn.appmaster.rpc.port", "jobmanager.rpc.bind-port");
        exact("Hadoop's fs.defaultFS counts", "fs.default-scheme");
        exact("it is chosen per sink", "fs.overwrite-files", "fs.output.always-create-directory");
        exact("set the environment variable HADOOP_CONF_DIR instead", "fs.hdfs.hadoopconf");
        exact("YARN starts the processes", "env.ssh.opts", "env.pid.dir");
        exact("YARN names each container's log directory", "env.log.dir", "taskmanager.log.path");
        exact("it is a vendor's own key", "slotmanager.slot-placement-policy");
        exact("jars go through HDFS", "web.upload.dir", "jobmanager.web.upload.dir");
        exact("the web pages come from memory", "web.tmpdir", "jobmanager.web.tmpdir");
        exact("log files have fixed names", "web.log.path", "jobmanager.web.log.path");
        exact("a local run has no web pages", "local.start-webserver");
        exact("set jobstore.max-capacity instead", "web.history", "jobmanager.web.history");
        exact("it had no use", "execution.checkpointing.force");
        exact("checkpoints are always asynchronous", "state.backend.async");
        exact(
                "each job's checkpoints always have a directory of their own",
                "state.checkpoints.create-subdir",
                "execution.checkpointing.create-subdir");
        exact(
                "files are always deleted side by side",
                "state.checkpoint.cleaner.parallel-mode",
                "execution.checkpointing.cleaner.parallel-mode");
        exact(
                "execution.checkpointing.interval counts, whatever the backlog",
                "execution.checkpointing.interval-during-backlog");
        exact("checkpoints begin when all tasks run", "execution.checkpointing.during-recovery.enabled");
        exact(
                "all tasks of a worker write one file",
                "execution.checkpointing.unaligned.max-subtasks-per-channel-state-file");
        exact(
                "Heddle has no such option",
                "high-availability.zookeeper.client.simulated-session-expiration-percent",
                "execution.checkpointing.unaligned.interruptible-timers.enabled",
                "pipeline.watermark-alignment.allow-unaligned-source-splits",
                "cluster.intercept-user-system-exit",
                "cluster.thread-dump.stacktrace-max-depth",
                "metrics.job.status.enable",
                "taskmanager.network.adaptive-partitioner.enabled",
                "taskmanager.network.adaptive-partitioner.max-traverse-size",
                "taskmanager.network.bind-policy",
                "taskmanager.network.compression.codec",
                "taskmanager.network.retries",
                "taskmanager.network.partition-request-timeout",
                "taskmanager.network.tcp-connection.enable-reuse-across-jobs",
                "taskmanager.network.memory.buffers-request-timeout",
                "taskmanager.network.memory.exclusive-buffers-request-timeout-ms",
                "taskmanager.network.memory.read-buffer.required-per-gate.max",
                "taskmanager.network.memory.buffer-debloat.period",
                "taskmanager.network.memory.buffer-debloat.samples",
                "taskmanager.network.memory.buffer-debloat.threshold-percentages",
                "taskmanager.network.netty.client.tcp.keepCount",
                "taskmanager.network.netty.client.tcp.keepIdleSec",
                "taskmanager.network.netty.client.tcp.keepIntervalSec",
                "rest.async.store-duration",
                "rest.await-leader-timeout",
                "rest.idleness-timeout",
                "rest.server.numThreads",
                "rest.server.thread-priority",
                "rest.path",
                "rest.url-prefix");
        exact(
                "records in flight are always read by who was to receive them",
                "execution.checkpointing.unaligned.recover-output-on-downstream.enabled");
        exact(
                "a checkpoint is restored whole or not at all",
                "execution.checkpointing.recover-without-channel-state.checkpoint-id",
                "execution.state-recovery.without-channel-state.checkpoint-id");
        exact(
                "no recovery loses records",
                "execution.checkpointing.approximate-local-recovery",
                "execution.state-recovery.approximate-local-recovery");
        exact(
                "no class of yours sets options; set state.backend.rocksdb.* one by one",
                "state.backend.rocksdb.options-factory");
        exact(
                "expired state goes as other state is written",
                "state.backend.rocksdb.compaction.filter.periodic-compaction-time",
                "state.backend.rocksdb.compaction.filter.query-time-after-num-entries");
        exact(
                "keys outside of a task's range are cut off at once",
                "state.backend.rocksdb.incremental-restore-async-compact-after-rescale",
                "state.backend.rocksdb.rescaling.use-delete-files-in-range");
        exact("Heddle chooses how databases are restored", "state.backend.rocksdb.use-ingest-db-restore-mode");
        exact(
                "timers share the object cache: state.backend.rocksdb.object-cache.size",
                "state.backend.rocksdb.timer-service.cache-size");
        exact("the application's own secret is the authorization", "high-availability.zookeeper.client.authorization");
        exact("high-availability.zookeeper.quorum counts", "high-availability.zookeeper.client.ensemble-tracker");
        exact("nothing waits for ZooKeeper", "high-availability.zookeeper.client.max-close-wait");
        exact(
                "it is tried again until it is there",
                "high-availability.zookeeper.client.max-retry-attempts",
                "high-availability.zookeeper.client.max-retry-wait",
                "high-availability.zookeeper.client.retry-wait",
                "recovery.zookeeper.client.max-retry-attempts",
                "recovery.zookeeper.client.retry-wait");
        exact(
                "no task ends with a connection to ZooKeeper",
                "high-availability.zookeeper.client.tolerate-suspended-connections");
        exact("the parallelism of a running job stays as it is", "scheduler-mode", "web.rescale.enable");
        exact("there is one scheduler", "jobmanager.scheduler");
        exact("there is one way of exchanging records", "shuffle-service-factory.class");
        exact("only memory and cores are asked of YARN", "external-resources");
        exact("stages of a batch job run one after the other", "execution.batch-shuffle-mode");
        exact("set execution.sorted-inputs.enabled instead", "execution.batch-state-backend.enabled");
        exact("a quarter of the worker's heap is used", "execution.sorted-inputs.memory");
        exact("nobody is told", "execution.job-status-changed-listeners");
        exact("programs may always configure their jobs", "execution.allow-client-job-configurations");
        exact(
                "set execution.shutdown-on-application-finish instead",
                "execution.terminate-application-on-any-job-terminated-exceptionally");
        exact("there is no such serialiser", "pipeline.force-avro", "pipeline.force-kryo-avro");
        exact("types are described where they can be", "pipeline.force-kryo");
        exact("a TypeInfoFactory describes a type", "pipeline.serialization-config");
        exact("set the parallelism in the program or by -p", "pipeline.jobvertex-parallelism-overrides");
        exact("sources begin when the tasks run", "pipeline.sources.pause-until-first-checkpoint");
        exact(
                "Heddle chooses it",
                "pipeline.watermark-alignment.buffer-size",
                "cluster.io-pool.size",
                "cluster.services.shutdown-timeout",
                "jobmanager.future-pool.size",
                "jobmanager.io-pool.size",
                "slot.request.max-interval",
                "slotmanager.declare-needed-resource.delay",
                "slotmanager.requirement-check.delay");
        exact("there is one form of description", "pipeline.vertex-description-mode");
        exact("there is one form of names", "pipeline.vertex-name-include-index-prefix");
        exact("a worker that runs out of memory always ends", "classloader.fail-on-metaspace-oom-error");
        exact("set high-availability.cluster-id instead", "cluster.id");
        exact("a process always ends by a fatal error", "cluster.processes.halt-on-fatal-error");
        exact("Hadoop's configuration says which file systems there are", "fs.allowed-fallback-filesystems");
        exact("set it by env.java.opts.all", "jmx.server.port");
        exact("there are no reporters of events", "events.reporters");
        exact(
                "counters travel with heartbeats",
                "metrics.internal.query-service.port",
                "metrics.internal.query-service.thread-priority");
        exact("there are no latency markers", "metrics.latency.granularity", "metrics.latency.history-size");
        exact(
                "workers report their memory always",
                "metrics.system-resource",
                "metrics.system-resource-probing-interval");
        exact(
                "set web.exception-history-size instead",
                "job-manager.max-attempts-history-size",
                "jobmanager.execution.attempts-history-size");
        exact("failures are told as they are", "jobmanager.failure-enrichers");
        exact("the container's id counts", "jobmanager.resource-id", "taskmanager.resource-id");
        exact("YARN tells the names of hosts", "jobmanager.retrieve-taskmanager-hostname");
        exact(
                "pages of other sites have no access",
                "jobmanager.web.access-control-allow-origin",
                "web.access-control-allow-origin");
        exact("there is no blob server; jars are YARN local resources", "library-cache-manager.cleanup.interval");
        exact("it is part of the master", "resourcemanager.rpc.port");
        exact("Hadoop's login is used", "security.context.factory.classes", "security.module.factory.classes");
        exact("results go through the master", "taskmanager.collect-sink.port");
        exact("set yarn.containers.vcores instead", "taskmanager.cpu.cores");
        exact("set taskmanager.data.port instead", "taskmanager.data.bind-port");
        exact("every connection is encrypted", "taskmanager.data.ssl.enabled");
        exact("sorting takes its memory from the heap", "taskmanager.memory.framework.off-heap.batch-shuffle.size");
        exact("RocksDB takes what it needs of it", "taskmanager.memory.managed.consumer-weights");
        exact("buffers have one size", "taskmanager.memory.starting-segment-size");
        exact("workers call the master and need none", "taskmanager.rpc.bind-port");
        exact("the master counts slots alone", "taskmanager.slot.timeout");
        exact(
                "the container's directory counts",
                "process.working-dir",
                "process.jobmanager.working-dir",
                "process.taskmanager.working-dir");
        exact(
                "nothing but the master's address is kept there",
                "high-availability.zookeeper.path.latch",
                "recovery.zookeeper.path.latch",
                "high-availability.zookeeper.path.leader",
                "recovery.zookeeper.path.leader",
                "high-availability.zookeeper.path.jobgraphs",
                "recovery.zookeeper.path.jobgraphs",
                "high-availability.zookeeper.path.checkpoints",
                "recovery.zookeeper.path.checkpoints",
                "high-availability.zookeeper.path.checkpoint-counter",
                "recovery.zookeeper.path.checkpoint-counter",
                "high-availability.zookeeper.path.running-registry",
                "recovery.zookeeper.path.running-registry",
                "high-availability.zookeeper.path.applications",
                "high-availability.zookeeper.path.execution-plans");
        exact(
                "set slotmanager.number-of-slots.max instead",
                "slotmanager.max-total-resource.cpu",
                "slotmanager.max-total-resource.memory");
        exact(
                "set slotmanager.number-of-slots.min instead",
                "slotmanager.min-total-resource.cpu",
                "slotmanager.min-total-resource.memory");

        beginning(
                "tokens are fetched for Hadoop's file systems",
                "security.delegation.token.provider.",
                "security.kerberos.token.provider.");
        beginning("there is no Akka here", "akka.");
        beginning("there is no Pekko here", "pekko.");
        beginning("Heddle runs on YARN", "kubernetes.", "mesos.", "resourcemanager.standalone.");
        beginning("there is no queryable state", "queryable-state.", "query.");
        beginning("there is no blob server; jars are YARN local resources", "blob.");
        beginning("there is no Python API", "python.");
        beginning("there is no SQL yet", "table.", "sql-client.");
        beginning("all tasks of a worker write one file already", "execution.checkpointing.file-merging.");
        beginning("checkpoints hold what has changed already", "state.changelog.", "state.backend.changelog.");
        beginning("accesses to state are not timed", "state.latency-track.", "state.backend.latency-track.");
        beginning("sizes of single values are not tracked", "state.size-track.");
        beginning("what RocksDB uses is part of the worker's memory report", "state.backend.rocksdb.metrics.");
        beginning("RocksDB merges files by itself", "state.backend.rocksdb.manual-compaction.");
        beginning("RocksDB's own log goes with the container", "state.backend.rocksdb.log.");
        beginning("RocksDB is the backend on disk", "state.backend.forst.");
        beginning("the parallelism of a running job stays as it is", "jobmanager.adaptive-", "web.adaptive-scheduler.");
        beginning("stages of a batch job run one after the other", "jobmanager.partition.", "execution.batch.");
        beginning("state is not asynchronous", "execution.async-state.");
        beginning("a quarter of the worker's heap is used", "execution.sort-");
        beginning("programs may always configure their jobs", "execution.program-config.");
        beginning("what is to be cleaned up is tried until it is done", "cleanup-strategy");
        beginning("Heddle has no such option", "client.heartbeat.");
        beginning("rest.retry.delay counts", "client.retry-period");
        beginning("Heddle chooses when workers try again", "cluster.registration.");
        beginning("there is no DataSet API", "compiler.", "taskmanager.runtime.");
        beginning("set jobstore.max-capacity and jobstore.expiration-time instead", "completed-application-store.");
        beginning("results lie in the ledger", "application-result-store.", "job-result-store.");
        beginning("events lie in the ledger", "job-event.");
        beginning("ended jobs are kept in the archive", "jobstore.cache-size", "jobstore.type");
        beginning("'heddle why' reads archives", "historyserver.");
        beginning("there are no plugins", "plugin.");
        beginning("the REST interface keeps no copies", "rest.cache.");
        beginning("there are no flame graphs", "rest.flamegraph.");
        beginning("there is no profiler", "rest.profiling.");
        beginning("tasks are not run twice side by side", "slow-task-detector.");
        beginning("every application makes its own keys, and all it listens on speaks TLS 1.3", "security.ssl.");
        beginning("workers report their memory always", "taskmanager.debug.memory.");
        beginning("results of a stage lie on the worker's disk", "taskmanager.network.hybrid-shuffle.");
        beginning("set taskmanager.network.* instead", "taskmanager.net.");
        beginning("it goes to the container's .out file", "taskmanager.system-out.");
        beginning("there are no traces", "traces.");
        beginning("name jars with -C or pipeline.classpaths", "user.artifacts.");
        beginning("the application's own secret is the authorization", "zookeeper.sasl.");
    }

    private RetiredKeys() {}

    private static void exact(String why, String... keys) {
        put(EXACT, why, keys);
    }

    private static void beginning(String why, String... prefixes) {
        put(PREFIXES, why, prefixes);
    }

    private static void put(Map<String, String> to, String why, String... keys) {
        for (String key : keys) {
            if (to.put(key, why) != null) {
                throw new IllegalStateException(key + " is there twice");
            }
        }
    }

    /** Why the key does nothing, if it is one that was given up. */
    static Optional<String> reason(String key) {
        String exact = EXACT.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        return PREFIXES.entrySet().stream()
                .filter(entry -> key.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
