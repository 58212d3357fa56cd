package io.heddle.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys of other versions and deployments: a file that holds them stays usable, and each is named once in a warning. */
final class RetiredKeys {
    private static final Map<String, String> EXACT = new TreeMap<>(Map.ofEntries(
            Map.entry("mode", "there is only one mode"),
            Map.entry("taskmanager.memory.preallocate", "memory is never preallocated"),
            Map.entry("taskmanager.memory.off-heap", "managed memory is always off-heap"),
            Map.entry("containerized.heap-cutoff-ratio", "set taskmanager.memory.jvm-overhead.fraction instead"),
            Map.entry("containerized.heap-cutoff-min", "set taskmanager.memory.jvm-overhead.min instead"),
            Map.entry("yarn.maximum-failed-containers", "set resourcemanager.start-worker.max-failure-rate instead"),
            Map.entry("yarn.reallocate-failed", "failed containers are always replaced"),
            Map.entry("yarn.appmaster.rpc.address", "the master is found through the ResourceManager"),
            Map.entry("yarn.appmaster.rpc.port", "set yarn.application-master.port instead"),
            Map.entry("fs.default-scheme", "Hadoop's fs.defaultFS counts"),
            Map.entry("fs.overwrite-files", "it is chosen per sink"),
            Map.entry("fs.hdfs.hadoopconf", "set the environment variable HADOOP_CONF_DIR instead"),
            Map.entry("env.ssh.opts", "YARN starts the processes"),
            Map.entry("env.pid.dir", "YARN starts the processes"),
            Map.entry("env.log.dir", "YARN names each container's log directory"),
            Map.entry("slotmanager.slot-placement-policy", "it is a vendor's own key"),
            Map.entry("web.upload.dir", "jars go through HDFS"),
            Map.entry("web.tmpdir", "the web pages come from memory"),
            Map.entry("web.log.path", "log files have fixed names"),
            Map.entry("local.start-webserver", "a local run has no web pages"),
            Map.entry("web.history", "set jobstore.max-capacity instead"),
            Map.entry("execution.checkpointing.force", "it had no use"),
            Map.entry("state.backend.async", "checkpoints are always asynchronous")));

    private static final Map<String, String> PREFIXES = new TreeMap<>(Map.of(
            "akka.", "there is no Akka here",
            "pekko.", "there is no Pekko here",
            "kubernetes.", "Heddle runs on YARN",
            "mesos.", "Heddle runs on YARN",
            "queryable-state.", "there is no queryable state",
            "blob.", "there is no blob server; jars are YARN local resources",
            "python.", "there is no Python API",
            "table.", "there is no SQL yet",
            "sql-client.", "there is no SQL yet"));

    private RetiredKeys() {}

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
