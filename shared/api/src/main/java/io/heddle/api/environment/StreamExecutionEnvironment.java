package io.heddle.api.environment;

import io.heddle.api.plan.CachedFile;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.PlanBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a program starts: gives streams, takes settings, and executes what was built on it. The same program runs in
 * this process or on a cluster, depending on who called it.
 *
 * <p>Parallelism, from strong to weak: the operator's, the environment's, the client's, the configuration's.
 *
 * <p>Guarantee: none after a failure unless checkpoints are on ({@link #enableCheckpointing(long)}); with them each
 * record has its effect on state exactly once. What follows for results depends on source and sink, which say so.
 *
 * <p>Not thread-safe: build a program on one thread.
 */
public non-sealed class StreamExecutionEnvironment extends EnvironmentSources {
    /** The name of jobs that are not given one. */
    public static final String DEFAULT_JOB_NAME = "Heddle Streaming Job";

    private final Configuration configuration;
    private final ExecutionConfig config;
    private final CheckpointConfig checkpointConfig;
    private final PlanBuilder plan = new PlanBuilder();
    private final List<JobListener> jobListeners = new ArrayList<>();
    private final Optional<JobExecutor> executor;
    private final List<Consumer<JobClient>> submissions = new ArrayList<>();
    private @Nullable TimeCharacteristic timeCharacteristic;

    StreamExecutionEnvironment(Configuration configuration, Optional<JobExecutor> executor) {
        this.configuration = configuration;
        this.config = new ExecutionConfig(configuration);
        this.checkpointConfig = new CheckpointConfig(configuration);
        this.executor = executor;
    }

    @Override
    StreamExecutionEnvironment self() {
        return this;
    }

    /** The environment of whoever runs the program: a cluster's, or this process. */
    public static StreamExecutionEnvironment getExecutionEnvironment() {
        return getExecutionEnvironment(new Configuration());
    }

    /**
     * The environment of whoever runs the program, with settings of the program's own. Those without effect, and
     * those of the cluster that a program cannot change, are named in a warning when it is submitted; a value that
     * cannot be is refused then.
     */
    public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        return new StreamExecutionEnvironment(
                new Configuration(configuration), JobExecutors.installed().or(JobExecutors::local));
    }

    /**
     * An environment that executes in this process, with as many instances as there are processors. Without a cluster
     * nothing outlives the process, checkpoints neither unless they are given a directory.
     */
    public static LocalStreamEnvironment createLocalEnvironment() {
        return createLocalEnvironment(new Configuration());
    }

    /** An environment that executes in this process. */
    public static LocalStreamEnvironment createLocalEnvironment(int parallelism) {
        LocalStreamEnvironment environment = createLocalEnvironment();
        environment.setParallelism(parallelism);
        return environment;
    }

    /** An environment that executes in this process, with settings. */
    public static LocalStreamEnvironment createLocalEnvironment(Configuration configuration) {
        return new LocalStreamEnvironment(new Configuration(configuration));
    }

    /** An environment that executes in this process, with settings. */
    public static LocalStreamEnvironment createLocalEnvironment(int parallelism, Configuration configuration) {
        LocalStreamEnvironment environment = createLocalEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    /** An environment that executes in this process. Accepted so that programs compile: it serves no web pages, and says so. */
    public static LocalStreamEnvironment createLocalEnvironmentWithWebUI(Configuration configuration) {
        Configuration withPages = new Configuration(configuration);
        withPages.setBoolean("local.start-webserver", true);
        return new LocalStreamEnvironment(withPages);
    }

    /**
     * Kept so that older programs compile; what is built on it cannot be executed: sessions are found through YARN,
     * so there is no target of that kind and {@link #execute} refuses it. Take {@link #getExecutionEnvironment()} and
     * submit with {@code heddle run -yid ID}.
     */
    public static StreamExecutionEnvironment createRemoteEnvironment(String host, int port, String... jarFiles) {
        Configuration remote = new Configuration();
        remote.setString("execution.target", "remote");
        remote.setString("rest.address", host);
        remote.setInteger("rest.port", port);
        remote.setString("pipeline.jars", String.join(";", jarFiles));
        return getExecutionEnvironment(remote);
    }

    /** The same with a parallelism; refused likewise. */
    public static StreamExecutionEnvironment createRemoteEnvironment(
            String host, int port, int parallelism, String... jarFiles) {
        return createRemoteEnvironment(host, port, jarFiles).setParallelism(parallelism);
    }

    /** The plan under construction. For the API's own classes. */
    public PlanBuilder planBuilder() {
        return plan;
    }

    /** The settings of the job. */
    public ExecutionConfig getConfig() {
        return config;
    }

    /** The settings of the program, as text. */
    public Configuration getConfiguration() {
        return configuration;
    }

    /** Takes over settings; later ones win. */
    public void configure(Configuration settings) {
        configuration.addAll(settings);
    }

    /** Takes over settings; classes of the program are found by the loader at execution. */
    public void configure(Configuration settings, ClassLoader classLoader) {
        configure(settings);
    }

    /** Sets the parallelism of operators that do not set their own. */
    public StreamExecutionEnvironment setParallelism(int parallelism) {
        config.setParallelism(parallelism);
        return this;
    }

    /** The parallelism of operators that do not set their own. */
    public int getParallelism() {
        int own = config.getParallelism();
        if (own > 0) {
            return own;
        }
        return inherited(PipelineOptions.DEFAULT_PARALLELISM)
                .map(Integer::parseInt)
                .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    /**
     * Sets the number of key groups of operators that do not set their own, from 1 to 32768; see {@link
     * ExecutionConfig#setMaxParallelism}.
     */
    public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
        config.setMaxParallelism(maxParallelism);
        return this;
    }

    /** The number of key groups, or -1 if it is left to the parallelism. */
    public int getMaxParallelism() {
        return config.getMaxParallelism();
    }

    /** Sets how it is executed; as a stream unless said otherwise. */
    public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
        configuration.set(PipelineOptions.RUNTIME_MODE, executionMode);
        return this;
    }

    /**
     * Sets how long a record may wait in a buffer, in milliseconds: 0 not at all, -1 until the buffer is full; 100 by
     * default. Shorter is less delay and less throughput.
     */
    public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException(
                    "The buffer time-out must be -1 (only full buffers), 0 (each record) or more"
                            + " milliseconds, but is " + timeoutMillis + ".");
        }
        configuration.set(PipelineOptions.BUFFER_TIMEOUT_ENABLED, timeoutMillis >= 0);
        if (timeoutMillis >= 0) {
            configuration.set(PipelineOptions.BUFFER_TIMEOUT, Duration.ofMillis(timeoutMillis));
        }
        return this;
    }

    /** How long a record may wait in a buffer, in milliseconds; -1 until the buffer is full. */
    public long getBufferTimeout() {
        return configuration.get(PipelineOptions.BUFFER_TIMEOUT_ENABLED, true)
                ? configuration
                        .get(PipelineOptions.BUFFER_TIMEOUT, Duration.ofMillis(100))
                        .toMillis()
                : -1;
    }

    /** Gives every operator a task of its own. */
    public StreamExecutionEnvironment disableOperatorChaining() {
        configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
        return this;
    }

    /** Whether operators may share tasks. */
    public boolean isChainingEnabled() {
        return configuration.get(PipelineOptions.OPERATOR_CHAINING, true);
    }

    /** When and how checkpoints are taken. */
    public CheckpointConfig getCheckpointConfig() {
        return checkpointConfig;
    }

    /**
     * Takes a checkpoint every so many milliseconds, exactly-once.
     *
     * @param interval milliseconds between the starts of checkpoints, at least 10
     * @throws IllegalArgumentException if it is less
     */
    public StreamExecutionEnvironment enableCheckpointing(long interval) {
        checkpointConfig.setCheckpointInterval(interval);
        return this;
    }

    /**
     * Takes a checkpoint every so many milliseconds.
     *
     * @param interval milliseconds between the starts of checkpoints, at least 10
     * @throws IllegalArgumentException if it is less
     */
    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
        checkpointConfig.setCheckpointingMode(mode);
        return enableCheckpointing(interval);
    }

    /** Milliseconds between checkpoints; -1 if the program takes none. */
    public long getCheckpointInterval() {
        return checkpointConfig.getCheckpointInterval();
    }

    /** What checkpoints guarantee. */
    public CheckpointingMode getCheckpointingMode() {
        return checkpointConfig.getCheckpointingMode();
    }

    /** Chooses where keyed state lives; on the heap unless said otherwise. */
    public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
        backend.settings().forEach(configuration::setString);
        return this;
    }

    /** Sets where savepoints go unless a place is given: a path with a scheme. */
    public StreamExecutionEnvironment setDefaultSavepointDirectory(String savepointDirectory) {
        configuration.setString("execution.checkpointing.savepoint-dir", savepointDirectory);
        return this;
    }

    /** Sets how the job is restarted after a failure. */
    public void setRestartStrategy(RestartStrategies.RestartStrategyConfiguration restartStrategyConfiguration) {
        config.setRestartStrategy(restartStrategyConfiguration);
    }

    /** Restarts so often, a second apart, and gives up then; 0 never restarts. */
    public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        config.setNumberOfExecutionRetries(numberOfExecutionRetries);
    }

    /** Says which time {@code timeWindow} means; unset, it is event time where the stream has timestamps. */
    public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
        this.timeCharacteristic = characteristic;
        config.setAutoWatermarkInterval(characteristic == TimeCharacteristic.ProcessingTime ? 0 : 200);
    }

    /** Which time {@code timeWindow} means, or null if the program did not say. */
    public @Nullable TimeCharacteristic getStreamTimeCharacteristic() {
        return timeCharacteristic;
    }

    /** Gives every worker a copy of a file or directory; see {@code RuntimeContext.getDistributedCache}. */
    public void registerCachedFile(String filePath, String name) {
        registerCachedFile(filePath, name, false);
    }

    /** Gives every worker a copy of a file or directory, executable if asked. */
    public void registerCachedFile(String filePath, String name, boolean executable) {
        plan.addCachedFile(new CachedFile(name, filePath, executable));
    }

    /** Accepted so that older programs compile; classes need no registration. */
    public void registerType(Class<?> type) {
        config.registerType(type);
    }

    /** Calls back once, when the program built so far has been submitted. For the API's own classes. */
    public void whenSubmitted(Consumer<JobClient> action) {
        submissions.add(action);
    }

    /** Accepted so that programs compile: a group is known by its name as soon as an operator is in it. */
    public StreamExecutionEnvironment registerSlotSharingGroup(SlotSharingGroup slotSharingGroup) {
        Objects.requireNonNull(slotSharingGroup);
        return this;
    }

    /** What checkpoints guarantee. */
    public CheckpointingMode getCheckpointingConsistencyMode() {
        return getCheckpointingMode();
    }

    /** Whether barriers may overtake records. */
    public boolean isUnalignedCheckpointsEnabled() {
        return checkpointConfig.isUnalignedCheckpointsEnabled();
    }

    /** Accepted so that programs compile; incremental checkpoints are what a changelog is for. */
    public StreamExecutionEnvironment enableChangelogStateBackend(boolean enabled) {
        return this;
    }

    /** Forgets what was built; an environment holds nothing that must be released. */
    public void close() {
        plan.clear();
        submissions.clear();
    }

    /** Adds a listener of jobs. */
    public void registerJobListener(JobListener jobListener) {
        jobListeners.add(jobListener);
    }

    /** The listeners of jobs. */
    public List<JobListener> getJobListeners() {
        return List.copyOf(jobListeners);
    }

    /** Forgets the listeners of jobs. */
    public void clearJobListeners() {
        jobListeners.clear();
    }

    /**
     * Executes what was built, and waits for its end if the client is attached; see {@link #execute(String)}.
     *
     * @throws Exception the root cause if the job failed
     */
    public JobExecutionResult execute() throws Exception {
        return execute(jobName());
    }

    /**
     * Executes what was built, under a name, and waits for its end if the client is attached; otherwise the result is
     * a {@link DetachedJobExecutionResult}. The environment is empty afterwards.
     *
     * @throws Exception the root cause if the job failed, or why it was not accepted
     */
    public JobExecutionResult execute(String jobName) throws Exception {
        JobClient client = executeAsync(jobName);
        try {
            JobExecutionResult result = executor().isAttached()
                    ? client.getJobExecutionResult().get()
                    : new DetachedJobExecutionResult(client.getJobID());
            jobListeners.forEach(listener -> listener.onJobExecuted(result, null));
            return result;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            jobListeners.forEach(listener -> listener.onJobExecuted(null, cause));
            if (cause instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }

    /**
     * Submits what was built; see {@link #executeAsync(String)}.
     *
     * @throws Exception if the job was not accepted
     */
    public JobClient executeAsync() throws Exception {
        return executeAsync(jobName());
    }

    /**
     * Submits what was built, under a name. The environment is empty afterwards.
     *
     * @throws Exception if the job was not accepted
     */
    public JobClient executeAsync(String jobName) throws Exception {
        LogicalPlan logicalPlan = plan.build(jobName, configuration.toMap());
        JobExecutor chosen = executor();
        try {
            JobClient client = chosen.submit(logicalPlan);
            plan.clear();
            submissions.forEach(each -> each.accept(client));
            submissions.clear();
            jobListeners.forEach(listener -> listener.onJobSubmitted(client, null));
            return client;
        } catch (Exception e) {
            jobListeners.forEach(listener -> listener.onJobSubmitted(null, e));
            throw e;
        }
    }

    /** The plan so far as JSON: operators with their parallelism, and how records travel between them. */
    public String getExecutionPlan() {
        return executor().explain(plan.build(jobName(), configuration.toMap()));
    }

    private String jobName() {
        return configuration.contains(PipelineOptions.NAME)
                ? configuration.get(PipelineOptions.NAME, DEFAULT_JOB_NAME)
                : inherited(PipelineOptions.NAME).orElse(DEFAULT_JOB_NAME);
    }

    /** What holds where the program itself says nothing: the command line's or the configuration file's value. */
    private Optional<String> inherited(ConfigOption<?> option) {
        return executor.map(JobExecutor::defaults).map(defaults -> defaults.get(option.key()));
    }

    private JobExecutor executor() {
        return executor.orElseThrow(
                () -> new IllegalStateException("Nothing is there to execute the program. Submit it with"
                        + " 'heddle run', or put heddle-yarn-client on the class path to execute it in this process."));
    }
}
