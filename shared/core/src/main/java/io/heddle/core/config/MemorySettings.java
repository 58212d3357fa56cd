package io.heddle.core.config;

import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.SUBMISSION;
import static io.heddle.core.config.Scope.WORKER;

/** How the containers' memory is divided. The solver in {@code io.heddle.core.memory} reads these. */
public final class MemorySettings {
    private MemorySettings() {}

    public static final Setting<MemorySize> JOBMANAGER_PROCESS = Setting.memory("jobmanager.memory.process.size")
            .in(SUBMISSION)
            .common()
            .formerly("jobmanager.heap.size")
            .formerly("jobmanager.heap.mb", MemorySettings::asMebiBytes)
            .says("Size of the JobManager's container. 1600m if nothing of the JobManager's memory is set.");
    public static final Setting<MemorySize> JOBMANAGER_FLINK = Setting.memory("jobmanager.memory.flink.size")
            .in(SUBMISSION)
            .says("Heap and off-heap memory of the JobManager together, without metaspace and overhead.");
    public static final Setting<MemorySize> JOBMANAGER_HEAP =
            Setting.memory("jobmanager.memory.heap.size").in(SUBMISSION).says("The JobManager's JVM heap.");
    public static final Setting<MemorySize> JOBMANAGER_OFF_HEAP = Setting.memory("jobmanager.memory.off-heap.size")
            .orElse(MemorySize.ofMebiBytes(128))
            .in(SUBMISSION)
            .also("jobmanager.memory.task.off-heap.size")
            .says("Direct and native memory of the JobManager: network buffers and code of users.");
    public static final Setting<Boolean> JOBMANAGER_DIRECT_LIMIT = Setting.flag(
                    "jobmanager.memory.enable-jvm-direct-memory-limit")
            .orElse(false)
            .in(SUBMISSION)
            .says("Whether the JobManager's JVM gets -XX:MaxDirectMemorySize equal to its off-heap size.");
    public static final Setting<MemorySize> JOBMANAGER_METASPACE = Setting.memory(
                    "jobmanager.memory.jvm-metaspace.size")
            .orElse(MemorySize.ofMebiBytes(256))
            .in(SUBMISSION)
            .says("The JobManager's JVM metaspace (classes).");
    public static final Setting<Double> JOBMANAGER_OVERHEAD_FRACTION = Setting.number(
                    "jobmanager.memory.jvm-overhead.fraction")
            .orElse(0.1)
            .must("be at least 0 and below 1", value -> value >= 0 && value < 1)
            .in(SUBMISSION)
            .says("Share of the JobManager's process memory kept for thread stacks, code cache and collector.");
    public static final Setting<MemorySize> JOBMANAGER_OVERHEAD_MIN = Setting.memory(
                    "jobmanager.memory.jvm-overhead.min")
            .orElse(MemorySize.ofMebiBytes(192))
            .in(SUBMISSION)
            .says("Least overhead of the JobManager's JVM.");
    public static final Setting<MemorySize> JOBMANAGER_OVERHEAD_MAX = Setting.memory(
                    "jobmanager.memory.jvm-overhead.max")
            .orElse(MemorySize.ofMebiBytes(1024))
            .in(SUBMISSION)
            .says("Most overhead of the JobManager's JVM.");

    public static final Setting<MemorySize> TASKMANAGER_PROCESS = Setting.memory("taskmanager.memory.process.size")
            .in(SUBMISSION, WORKER)
            .common()
            .formerly("taskmanager.heap.size")
            .formerly("taskmanager.heap.mb", MemorySettings::asMebiBytes)
            .says("Size of a TaskManager's container. 1728m if nothing of the TaskManager's memory is set.");
    public static final Setting<MemorySize> TASKMANAGER_FLINK = Setting.memory("taskmanager.memory.flink.size")
            .in(SUBMISSION, WORKER)
            .says("Heap, managed, network and other off-heap memory of a TaskManager together, "
                    + "without metaspace and overhead.");
    public static final Setting<MemorySize> FRAMEWORK_HEAP = Setting.memory("taskmanager.memory.framework.heap.size")
            .orElse(MemorySize.ofMebiBytes(128))
            .in(SUBMISSION, WORKER)
            .says("Heap kept for the engine itself.");
    public static final Setting<MemorySize> FRAMEWORK_OFF_HEAP = Setting.memory(
                    "taskmanager.memory.framework.off-heap.size")
            .orElse(MemorySize.ofMebiBytes(128))
            .in(SUBMISSION, WORKER)
            .says("Direct and native memory kept for the engine itself.");
    public static final Setting<MemorySize> TASK_HEAP = Setting.memory("taskmanager.memory.task.heap.size")
            .in(SUBMISSION, WORKER)
            .says("Heap for tasks and user code; by default what the other parts leave.");
    public static final Setting<MemorySize> TASK_OFF_HEAP = Setting.memory("taskmanager.memory.task.off-heap.size")
            .orElse(MemorySize.ZERO)
            .in(SUBMISSION, WORKER)
            .says("Direct and native memory for user code.");
    public static final Setting<MemorySize> MANAGED = Setting.memory("taskmanager.memory.managed.size")
            .in(SUBMISSION, WORKER)
            .formerly("taskmanager.memory.size")
            .says("Memory for RocksDB and sorting; by default the managed fraction.");
    public static final Setting<Double> MANAGED_FRACTION = Setting.number("taskmanager.memory.managed.fraction")
            .orElse(0.4)
            .must("be at least 0 and below 1", value -> value >= 0 && value < 1)
            .in(SUBMISSION, WORKER)
            .common()
            .formerly("taskmanager.memory.fraction")
            .says("Share of taskmanager.memory.flink.size used as managed memory if no size is given. "
                    + "Jobs with state on the heap can give it to the heap by 0.");
    public static final Setting<MemorySize> NETWORK_MIN = Setting.memory("taskmanager.memory.network.min")
            .orElse(MemorySize.ofMebiBytes(64))
            .in(SUBMISSION, WORKER)
            .formerly("taskmanager.network.memory.min")
            .says("Least memory for network buffers.");
    public static final Setting<MemorySize> NETWORK_MAX = Setting.memory("taskmanager.memory.network.max")
            .orElse(MemorySize.MAX)
            .in(SUBMISSION, WORKER)
            .formerly("taskmanager.network.memory.max")
            .says("Most memory for network buffers.");
    public static final Setting<Double> NETWORK_FRACTION = Setting.number("taskmanager.memory.network.fraction")
            .orElse(0.1)
            .must("be at least 0 and below 1", value -> value >= 0 && value < 1)
            .in(SUBMISSION, WORKER)
            .formerly("taskmanager.network.memory.fraction")
            .says("Share of taskmanager.memory.flink.size used for network buffers.");
    public static final Setting<MemorySize> TASKMANAGER_METASPACE = Setting.memory(
                    "taskmanager.memory.jvm-metaspace.size")
            .orElse(MemorySize.ofMebiBytes(256))
            .in(SUBMISSION, WORKER)
            .says("A TaskManager's JVM metaspace (classes).");
    public static final Setting<MemorySize> TASKMANAGER_OVERHEAD_MIN = Setting.memory(
                    "taskmanager.memory.jvm-overhead.min")
            .orElse(MemorySize.ofMebiBytes(192))
            .in(SUBMISSION, WORKER)
            .says("Least overhead of a TaskManager's JVM.");
    public static final Setting<MemorySize> TASKMANAGER_OVERHEAD_MAX = Setting.memory(
                    "taskmanager.memory.jvm-overhead.max")
            .orElse(MemorySize.ofMebiBytes(1024))
            .in(SUBMISSION, WORKER)
            .says("Most overhead of a TaskManager's JVM.");
    public static final Setting<Double> TASKMANAGER_OVERHEAD_FRACTION = Setting.number(
                    "taskmanager.memory.jvm-overhead.fraction")
            .orElse(0.1)
            .must("be at least 0 and below 1", value -> value >= 0 && value < 1)
            .in(SUBMISSION, WORKER)
            .says("Share of a TaskManager's process memory kept for thread stacks, code cache and collector.");
    public static final Setting<MemorySize> SEGMENT_SIZE = Setting.memory("taskmanager.memory.segment-size")
            .orElse(MemorySize.ofMebiBytes(0).plus(new MemorySize(32 * 1024)))
            .in(WORKER, MASTER)
            .says("Size of one network buffer.");
    public static final Setting<MemorySize> MIN_SEGMENT_SIZE = Setting.memory("taskmanager.memory.min-segment-size")
            .orElse(new MemorySize(256))
            .in(WORKER)
            .withoutEffect()
            .says("Least size of a network buffer when sizes adapt.");

    private static String asMebiBytes(String bareNumber) {
        return MemorySize.parseBareAsMebiBytes(bareNumber).toString();
    }
}
