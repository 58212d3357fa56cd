package io.heddle.am.program;

import io.heddle.am.rest.Master;
import io.heddle.am.start.StartGuard;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Settings;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.planning.JobPlanner;
import io.heddle.core.planning.PlanJson;
import io.heddle.core.planning.PlannedJob;
import io.heddle.core.planning.PlanningInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Hands the jobs of a program that runs in the master to its coordinator. Used by the program's thread. */
final class ProgramExecutor implements JobExecutor {
    private static final Logger LOG = LogManager.getLogger(ProgramExecutor.class);

    private final Master master;
    private final String application;
    private final Configuration configuration;
    private final List<Artifact> artifacts;
    private final StartOptions first;
    private final StartGuard guard;
    private final Set<String> runningElsewhere;
    private final ClassLoader userCode;
    private final List<ProgramJob> submitted = new ArrayList<>();

    ProgramExecutor(
            Master master,
            String application,
            Configuration configuration,
            ProgramLaunch launch,
            StartOptions first,
            StartGuard guard,
            ClassLoader userCode) {
        this.master = master;
        this.application = application;
        this.configuration = configuration;
        this.artifacts = launch.artifacts();
        this.runningElsewhere = launch.running();
        this.first = first;
        this.guard = guard;
        this.userCode = userCode;
    }

    List<ProgramJob> submitted() {
        return submitted;
    }

    /**
     * The id says which job of which application it is, so that the program, run again by the next attempt of the master,
     * finds the job that runs on.
     */
    private JobId nextId() {
        String name = application + "/" + submitted.size();
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new JobId(id.toString().replace("-", ""));
    }

    @Override
    public JobClient submit(LogicalPlan logical) throws Exception {
        PlannedJob planned = JobPlanner.plan(logical, new PlanningInput(nextId(), configuration, artifacts));
        planned.warnings().forEach(LOG::warn);
        JobPlan plan = planned.plan();
        // How a job of an earlier attempt was to start has been decided; what it has written since is no reason not to
        // go on.
        if (!OwnJob.isTaken(master, plan.id())) {
            handIn(plan);
        }
        ProgramJob job = new ProgramJob(master, plan.id(), plan.name(), userCode);
        submitted.add(job);
        return job;
    }

    private void handIn(JobPlan plan) throws InterruptedException, ExecutionException {
        Set<String> running = new HashSet<>(runningElsewhere);
        submitted.forEach(job -> running.add(job.getJobID().toHexString()));
        StartOptions options = guard.decide(plan, submitted.isEmpty() ? first : StartOptions.FRESH, false, running)
                .orElseThrow(() -> new HeddleException(FaultCategory.CONFIGURATION, guard.nothingLeft(plan), null));
        Answer answer = OwnJob.handIn(master, ControlCodec.encodePlan(plan), options);
        // A conflict is a job of an earlier attempt: its plan stands, whatever this run of the program has made of it.
        if (answer instanceof Answer.Refused refused && refused.reason() != Answer.Reason.CONFLICT) {
            throw new HeddleException(FaultCategory.USER, refused.problem(), null);
        }
    }

    @Override
    public boolean isAttached() {
        return true;
    }

    @Override
    public Map<String, String> defaults() {
        return Settings.jobDefaults(configuration);
    }

    @Override
    public String explain(LogicalPlan plan) {
        return PlanJson.of(plan, configuration);
    }
}
