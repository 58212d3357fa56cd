package io.heddle.client.local;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.planning.JobPlanner;
import io.heddle.core.planning.PlanJson;
import io.heddle.core.planning.PlannedJob;
import io.heddle.core.planning.PlanningInput;
import io.heddle.core.storage.LocalStorage;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Runs programs in this process: what {@code execute()} does without a cluster, and {@code -t local}. */
public final class LocalExecutor implements JobExecutor {
    private static final Logger LOG = LogManager.getLogger(LocalExecutor.class);

    private final Configuration configuration;
    private final Consumer<String> warn;

    /** With a parallelism of the machine's processors. For the service loader. */
    public LocalExecutor() {
        this(Configuration.empty());
    }

    /** With settings beneath the program's own. */
    public LocalExecutor(Configuration configuration) {
        this(configuration, LOG::warn);
    }

    /**
     * With the client's configuration.
     *
     * @param warn told what the user should know of a job that can run
     */
    public LocalExecutor(Configuration configuration, Consumer<String> warn) {
        this.warn = warn;
        this.configuration = configuration.isSet(ExecutionSettings.PARALLELISM)
                ? configuration
                : configuration.with(
                        ExecutionSettings.PARALLELISM, Runtime.getRuntime().availableProcessors(), Origin.DEFAULT);
    }

    @Override
    public JobClient submit(LogicalPlan logical) throws Exception {
        ClassLoader userCode = userCode();
        JobPlan plan = plan(logical);
        // The cluster is this program's own, so that what the program says of workers and of its start counts too.
        Configuration settings = configuration.overriddenBy(Configuration.of(logical.configuration(), Origin.PROGRAM));
        requireLocalCheckpoints(settings);
        LocalCluster cluster = new LocalCluster(slots(plan), settings, userCode);
        try {
            byte[] encoded = ControlCodec.encodePlan(plan);
            Answer answer = cluster.master()
                    .ask(request -> new Event.SubmitJob(request, encoded, start(settings)))
                    .get();
            if (answer instanceof Answer.Refused refused) {
                throw new HeddleException(FaultCategory.USER, refused.problem(), null);
            }
            return new LocalJobClient(cluster, plan, userCode);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** Otherwise every checkpoint would fail, which no job fails for. */
    private static void requireLocalCheckpoints(Configuration settings) {
        if (settings.get(StateSettings.CHECKPOINT_INTERVAL).isZero()) {
            return;
        }
        settings.find(StateSettings.CHECKPOINT_DIRECTORY)
                .filter(path -> !LocalStorage.isLocal(path))
                .ifPresent(path -> {
                    throw new HeddleException(
                            FaultCategory.CONFIGURATION,
                            new Problem(
                                    "The checkpoints of a job in this process cannot go to " + path + ".",
                                    StateSettings.CHECKPOINT_DIRECTORY.key()
                                            + " is on another file system, and a local run knows no cluster.",
                                    "Name a directory of this machine or none, or run the job on the cluster"
                                            + " (heddle run -m yarn-cluster ...)."),
                            null);
                });
    }

    private JobPlan plan(LogicalPlan logical) {
        JobId id = JobId.random(new SecureRandom());
        PlannedJob planned = JobPlanner.plan(logical, new PlanningInput(id, configuration, List.of()));
        planned.warnings().forEach(warn);
        return planned.plan();
    }

    private static StartOptions start(Configuration settings) {
        return new StartOptions(
                settings.find(ExecutionSettings.SAVEPOINT_PATH).orElse(null),
                settings.get(ExecutionSettings.IGNORE_UNCLAIMED),
                settings.get(ExecutionSettings.ALLOW_UNVERIFIED),
                StartOptions.ClaimMode.valueOf(
                        settings.get(ExecutionSettings.CLAIM_MODE).name()));
    }

    private static ClassLoader userCode() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? LocalExecutor.class.getClassLoader() : context;
    }

    /** As many slots as the job needs: the highest parallelism of each slot sharing group, summed. */
    private static int slots(JobPlan plan) {
        Map<String, Integer> byGroup = new TreeMap<>();
        for (JobVertex vertex : plan.vertices()) {
            byGroup.merge(vertex.slotSharingGroup(), vertex.parallelism(), Math::max);
        }
        return byGroup.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public boolean isAttached() {
        return true;
    }

    @Override
    public Map<String, String> defaults() {
        return configuration.toMap();
    }

    @Override
    public String explain(LogicalPlan logical) {
        return PlanJson.of(logical, configuration);
    }
}
