package io.heddle.core.config;

import static io.heddle.core.config.Scope.CLIENT;
import static io.heddle.core.config.Scope.JOB;
import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.WORKER;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How jobs are submitted, planned, run and restarted. */
public final class ExecutionSettings {
    private ExecutionSettings() {}

    /** What becomes of unbounded and bounded jobs alike. */
    public enum RuntimeMode {
        STREAMING,
        BATCH,
        AUTOMATIC
    }

    /** What happens to timestamps that cannot be right. */
    public enum TimeSanity {
        OFF,
        WARN,
        CLAMP,
        REJECT,
        SIDE_OUTPUT
    }

    /** How a failed job goes on. */
    public enum RestartStrategy {
        NONE,
        FIXED_DELAY,
        FAILURE_RATE,
        EXPONENTIAL_DELAY
    }

    /** How much of a job restarts. */
    public enum FailoverStrategy {
        REGION,
        FULL
    }

    /** What a restored savepoint becomes. */
    public enum ClaimMode {
        CLAIM,
        NO_CLAIM
    }

    /** Where a submitted job runs. */
    public enum Target {
        YARN_SESSION,
        YARN_PER_JOB,
        YARN_APPLICATION,
        LOCAL
    }

    public static final Setting<Integer> PARALLELISM = Setting.integer("parallelism.default")
            .orElse(1)
            .must("be 1 to 32768", value -> value >= 1 && value <= 32768)
            .in(CLIENT, JOB)
            .common()
            .says("Parallelism of operators for which neither the program nor the command line gives one.");
    public static final Setting<Target> TARGET =
            Setting.choice("execution.target", Target.class).in(CLIENT).says("Where jobs run.");
    public static final Setting<Boolean> ATTACHED = Setting.flag("execution.attached")
            .orElse(true)
            .in(CLIENT)
            .says("Whether a submission waits for the job's end.");
    public static final Setting<Boolean> SHUTDOWN_ON_ATTACHED_EXIT = Setting.flag("execution.shutdown-on-attached-exit")
            .orElse(false)
            .in(CLIENT)
            .says("Whether the application ends when the attached command line is interrupted.");
    public static final Setting<Boolean> SHUTDOWN_ON_APPLICATION_FINISH = Setting.flag(
                    "execution.shutdown-on-application-finish")
            .orElse(true)
            .in(MASTER)
            .says("Application mode: whether the application ends with the program and its jobs; if not, it stays"
                    + " like a session until somebody stops it.");
    public static final Setting<Boolean> SUBMIT_FAILED_JOB = Setting.flag(
                    "execution.submit-failed-job-on-application-error")
            .orElse(false)
            .in(MASTER)
            .withoutEffect()
            .says("Application mode: whether a program that throws leaves a failed job behind.");
    public static final Setting<List<String>> JOB_LISTENERS = Setting.list("execution.job-listeners")
            .orElse(List.of())
            .in(CLIENT)
            .withoutEffect()
            .says("Classes told of submissions and results.");
    public static final Setting<RuntimeMode> RUNTIME_MODE = Setting.choice("execution.runtime-mode", RuntimeMode.class)
            .orElse(RuntimeMode.STREAMING)
            .in(JOB)
            .says("Streaming, batch (bounded inputs, one final result per key), or automatic by the sources.");
    public static final Setting<Duration> BUFFER_TIMEOUT = Setting.duration("execution.buffer-timeout")
            .orElse(Duration.ofMillis(100))
            .in(JOB)
            .common()
            .formerly("execution.buffer-timeout.interval")
            .says("Longest time a record waits in an unfilled buffer; 0: send each record; -1: only full buffers.");
    public static final Setting<Boolean> BUFFER_TIMEOUT_ENABLED = Setting.flag("execution.buffer-timeout.enabled")
            .orElse(true)
            .in(JOB)
            .says("False: buffers leave only when full.");
    public static final Setting<Boolean> SORT_INPUTS = Setting.flag("execution.sorted-inputs.enabled")
            .orElse(true)
            .in(JOB)
            .says("Batch: whether keyed operators get one key after the other, by time; false: state of all keys is"
                    + " kept.");

    public static final Setting<String> JOB_NAME =
            Setting.text("pipeline.name").in(JOB).says("The job's name if execute() gives none.");
    public static final Setting<String> JOB_ID = Setting.text("$internal.pipeline.job-id")
            .in(JOB)
            .also("pipeline.job-id")
            .says("The job's id as 32 hex digits; by default drawn by chance.");
    public static final Setting<List<String>> JARS = Setting.list("pipeline.jars")
            .orElse(List.of())
            .in(CLIENT, JOB)
            .says("Jars of the job besides the one on the command line.");
    public static final Setting<List<String>> CLASSPATHS = Setting.list("pipeline.classpaths")
            .orElse(List.of())
            .in(CLIENT, JOB)
            .says("URLs added to the user-code class path on every machine (option -C).");
    public static final Setting<Integer> MAX_PARALLELISM = Setting.integer("pipeline.max-parallelism")
            .orElse(-1)
            .must("be 1 to 32768, or -1", value -> value == -1 || (value >= 1 && value <= 32768))
            .in(JOB)
            .says("Number of key groups; -1: chosen from the parallelism. It bounds later rescaling.");
    public static final Setting<Boolean> OPERATOR_CHAINING = Setting.flag("pipeline.operator-chaining.enabled")
            .orElse(true)
            .in(JOB)
            .formerly("pipeline.operator-chaining")
            .says("Whether operators run inside one task where they can.");
    public static final Setting<Boolean> CHAIN_DIFFERENT_MAX_PARALLELISM = Setting.flag(
                    "pipeline.operator-chaining.chain-operators-with-different-max-parallelism")
            .orElse(false)
            .in(JOB)
            .withoutEffect()
            .says("Whether operators of unequal maximum parallelism may be chained.");
    public static final Setting<Boolean> OBJECT_REUSE = Setting.flag("pipeline.object-reuse")
            .orElse(false)
            .in(JOB)
            .says("Whether mutable records are handed on without a copy. Immutable ones never are copied.");
    public static final Setting<Boolean> GENERIC_TYPES = Setting.flag("pipeline.generic-types")
            .orElse(true)
            .in(JOB)
            .says("False: a program is refused if values of its types would be written by Kryo.");
    public static final Setting<Boolean> AUTO_TYPE_REGISTRATION = Setting.flag("pipeline.auto-type-registration")
            .orElse(true)
            .in(JOB)
            .withoutEffect()
            .says("Whether generic types are registered by themselves.");
    public static final Setting<Boolean> AUTO_GENERATE_UIDS = Setting.flag("pipeline.auto-generate-uids")
            .orElse(true)
            .in(JOB)
            .says("False: a program is refused if one of its operators has no uid.");
    public static final Setting<Duration> AUTO_WATERMARK_INTERVAL = Setting.duration("pipeline.auto-watermark-interval")
            .orElse(Duration.ofMillis(200))
            .in(JOB)
            .says("How often periodic watermarks are asked for; 0: never.");
    public static final Setting<TimeSanity> TIME_SANITY = Setting.choice("time.sanity", TimeSanity.class)
            .orElse(TimeSanity.WARN)
            .in(JOB)
            .says("Timestamps far from the present: count and warn, move to the bound, reject the record, send it to"
                    + " the side output of StrangeTimestamps, or off.");
    public static final Setting<Duration> TIME_SANITY_PAST = Setting.duration("time.sanity.past")
            .orElse(Duration.ofDays(30))
            .in(JOB)
            .says("How old a timestamp may be.");
    public static final Setting<Duration> TIME_SANITY_FUTURE = Setting.duration("time.sanity.future")
            .orElse(Duration.ofMinutes(10))
            .in(JOB)
            .says("How far in the future a timestamp may lie.");
    public static final Setting<Map<String, String>> GLOBAL_JOB_PARAMETERS = Setting.map(
                    "pipeline.global-job-parameters")
            .orElse(Map.of())
            .in(JOB)
            .says("Parameters that every function can read.");
    public static final Setting<List<String>> CACHED_FILES = Setting.list("pipeline.cached-files")
            .orElse(List.of())
            .in(JOB)
            .withoutEffect()
            .says("Files of the distributed cache.");
    public static final Setting<Boolean> CLOSURE_CLEANER = Setting.flag("pipeline.closure-cleaner")
            .orElse(true)
            .in(JOB)
            .withoutEffect()
            .formerly("pipeline.closure-cleaner-level", level -> String.valueOf(!level.equalsIgnoreCase("NONE")))
            .says("Whether references to an enclosing object that are not used are cut.");

    public static final Setting<RestartStrategy> RESTART_STRATEGY = Setting.choice(
                    "restart-strategy.type",
                    RestartStrategy.class,
                    Map.of(
                            "off", RestartStrategy.NONE,
                            "disable", RestartStrategy.NONE,
                            "fixeddelay", RestartStrategy.FIXED_DELAY,
                            "failurerate", RestartStrategy.FAILURE_RATE,
                            "exponentialdelay", RestartStrategy.EXPONENTIAL_DELAY))
            .orElse(RestartStrategy.EXPONENTIAL_DELAY)
            .in(MASTER, JOB)
            .common()
            .also("restart-strategy")
            .says("What follows a failure of a task.");
    public static final Setting<Integer> FIXED_DELAY_ATTEMPTS = Setting.integer("restart-strategy.fixed-delay.attempts")
            .orElse(1)
            .must("be 0 or more", value -> value >= 0)
            .in(MASTER, JOB)
            .says("Restarts before the job fails.");
    public static final Setting<Duration> FIXED_DELAY = Setting.duration("restart-strategy.fixed-delay.delay")
            .orElse(Duration.ofSeconds(1))
            .in(MASTER, JOB)
            .says("Pause before a restart.");
    public static final Setting<Integer> FAILURE_RATE_MAX = Setting.integer(
                    "restart-strategy.failure-rate.max-failures-per-interval")
            .orElse(1)
            .must("be 0 or more", value -> value >= 0)
            .in(MASTER, JOB)
            .says("Failures within the interval before the job fails.");
    public static final Setting<Duration> FAILURE_RATE_INTERVAL = Setting.duration(
                    "restart-strategy.failure-rate.failure-rate-interval")
            .orElse(Duration.ofMinutes(1))
            .in(MASTER, JOB)
            .says("The interval in which failures are counted.");
    public static final Setting<Duration> FAILURE_RATE_DELAY = Setting.duration("restart-strategy.failure-rate.delay")
            .orElse(Duration.ofSeconds(1))
            .in(MASTER, JOB)
            .says("Pause before a restart.");
    public static final Setting<Duration> EXPONENTIAL_INITIAL = Setting.duration(
                    "restart-strategy.exponential-delay.initial-backoff")
            .orElse(Duration.ofSeconds(1))
            .in(MASTER, JOB)
            .says("First pause.");
    public static final Setting<Duration> EXPONENTIAL_MAX = Setting.duration(
                    "restart-strategy.exponential-delay.max-backoff")
            .orElse(Duration.ofMinutes(1))
            .in(MASTER, JOB)
            .says("Longest pause.");
    public static final Setting<Double> EXPONENTIAL_MULTIPLIER = Setting.number(
                    "restart-strategy.exponential-delay.backoff-multiplier")
            .orElse(1.5)
            .must("be above 1", value -> value > 1)
            .in(MASTER, JOB)
            .says("Growth of the pause from failure to failure.");
    public static final Setting<Duration> EXPONENTIAL_RESET = Setting.duration(
                    "restart-strategy.exponential-delay.reset-backoff-threshold")
            .orElse(Duration.ofHours(1))
            .in(MASTER, JOB)
            .says("After so long without failure the pause is the first one again.");
    public static final Setting<Double> EXPONENTIAL_JITTER = Setting.number(
                    "restart-strategy.exponential-delay.jitter-factor")
            .orElse(0.1)
            .must("be from 0 to 1", value -> value >= 0 && value <= 1)
            .in(MASTER, JOB)
            .says("Share of the pause drawn by chance.");
    public static final Setting<Integer> EXPONENTIAL_ATTEMPTS = Setting.integer(
                    "restart-strategy.exponential-delay.attempts-before-reset-backoff")
            .orElse(Integer.MAX_VALUE)
            .in(MASTER, JOB)
            .says("Restarts before the job fails, unless the pause was reset in between.");
    public static final Setting<FailoverStrategy> FAILOVER_STRATEGY = Setting.choice(
                    "jobmanager.execution.failover-strategy", FailoverStrategy.class)
            .orElse(FailoverStrategy.REGION)
            .in(MASTER)
            .says("Whether a failure restarts the tasks connected to it by pipelines, or the whole job.");
    public static final Setting<Duration> TASK_CANCELLATION_INTERVAL = Setting.duration("task.cancellation.interval")
            .orElse(Duration.ofSeconds(30))
            .in(WORKER)
            .formerly("task.cancellation-interval")
            .says("How often a task that does not end is interrupted again, its stack being reported.");
    public static final Setting<Duration> TASK_CANCELLATION_TIMEOUT = Setting.duration("task.cancellation.timeout")
            .orElse(Duration.ofMinutes(3))
            .in(WORKER)
            .says("After so long a task that does not end halts its process; 0: never.");
    public static final Setting<Duration> TIMER_CANCELLATION_TIMEOUT = Setting.duration(
                    "task.cancellation.timers.timeout")
            .orElse(Duration.ofMillis(7500))
            .in(WORKER)
            .withoutEffect()
            .formerly("timerservice.exceptional.shutdown.timeout")
            .says("How long running timers may take when a task is cancelled.");

    public static final Setting<String> SAVEPOINT_PATH = Setting.text("execution.state-recovery.path")
            .in(CLIENT, JOB)
            .formerly("execution.savepoint.path")
            .says("Savepoint or checkpoint the job starts from; 'latest': the newest retained one of its name.");
    public static final Setting<Boolean> IGNORE_UNCLAIMED = Setting.flag(
                    "execution.state-recovery.ignore-unclaimed-state")
            .orElse(false)
            .in(CLIENT, JOB)
            .formerly("execution.savepoint.ignore-unclaimed-state")
            .says("Whether state of operators that the program no longer has may be left out.");
    public static final Setting<Boolean> ALLOW_UNVERIFIED = Setting.flag("execution.state-recovery.allow-unverified")
            .orElse(false)
            .in(CLIENT, JOB)
            .says("Whether a job may start from a checkpoint whose lineage's key is missing or another's.");
    public static final Setting<Boolean> FRESH_START = Setting.flag("execution.state-recovery.fresh")
            .orElse(false)
            .in(CLIENT, JOB)
            .says("Whether a job may start from nothing although an ended job of its name has left state.");
    public static final Setting<ClaimMode> CLAIM_MODE = Setting.choice(
                    "execution.state-recovery.claim-mode", ClaimMode.class, Map.of("legacy", ClaimMode.NO_CLAIM))
            .orElse(ClaimMode.NO_CLAIM)
            .in(CLIENT, JOB)
            .formerly("execution.savepoint-restore-mode")
            .says("Whether Heddle owns and later deletes the savepoint it starts from.");
}
