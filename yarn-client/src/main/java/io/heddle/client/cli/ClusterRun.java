package io.heddle.client.cli;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.ClusterJobExecutor;
import io.heddle.client.deploy.Deployment;
import io.heddle.client.deploy.Installation;
import io.heddle.client.deploy.JobHandle;
import io.heddle.client.deploy.JobTarget;
import io.heddle.client.deploy.JobWatch;
import io.heddle.client.deploy.PerJobTarget;
import io.heddle.client.deploy.PlanText;
import io.heddle.client.deploy.ProgramJar;
import io.heddle.client.deploy.ProgramRun;
import io.heddle.client.deploy.RemoteJob;
import io.heddle.client.deploy.SessionTarget;
import io.heddle.client.deploy.StartPoint;
import io.heddle.client.deploy.UserArtifacts;
import io.heddle.client.session.Applications;
import io.heddle.client.session.JobFinder;
import io.heddle.client.session.MasterLine;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.SubmissionRequest;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One {@code heddle run} on a cluster. */
final class ClusterRun {
    private final Context context;
    private final Terminal terminal;
    private final Cluster cluster;
    private final Configuration configuration;
    private final RunOptions.Asked asked;
    private final ProgramJar program;
    private final Deployment deployment;
    private final ProgramReport report;
    private final StartPoint startPoint;

    ClusterRun(
            Context context, Cluster cluster, Configuration configuration, RunOptions.Asked asked, ProgramJar program) {
        this.context = context;
        this.terminal = context.terminal();
        this.cluster = cluster;
        this.configuration = configuration;
        this.asked = asked;
        this.program = program;
        this.report = new ProgramReport(terminal, asked.json());
        this.startPoint = new StartPoint(configuration, cluster::storage, terminal, this::running);
        deployment = new Deployment(cluster, context.credentialFiles(), terminal, context.pause());
    }

    /** The program's main method runs in this process; its jobs go to a session or get applications of their own. */
    ExitCode fromHere(ExecutionSettings.Target target) {
        Applications applications = context.applications(cluster, configuration);
        IoPool io = new IoPool("client-io", 3);
        // Start: what is needed later in any case is fetched, and its classes loaded, beside the program's main method.
        io.submit(Tls::library);
        if (target == ExecutionSettings.Target.YARN_PER_JOB) {
            deployment.prepare(io);
        }
        Optional<MasterLine> session = asked.dryRun() || target != ExecutionSettings.Target.YARN_SESSION
                ? Optional.empty()
                : Optional.of(session(applications));
        JobTarget jobs = asked.dryRun()
                ? this::show
                : session.isPresent()
                        ? new SessionTarget(
                                cluster, session.get(), terminal, context.pause(), asked.waitFor(), startPoint)
                        : new PerJobTarget(
                                cluster,
                                deployment,
                                applications,
                                terminal,
                                context.pause(),
                                asked.waitFor(),
                                plan -> request(
                                        MasterLaunch.Mode.PER_JOB,
                                        startPoint.of(plan).in(configuration),
                                        plan,
                                        null));
        Supplier<List<Artifact>> artifacts = asked.dryRun() ? List::of : uploading(io, session);
        boolean attached = asked.waitFor() == Deployment.WaitFor.FINISHED;
        ClusterJobExecutor executor = new ClusterJobExecutor(configuration, artifacts, jobs, attached, terminal::warn);
        ProcessEnd.whenTold("interrupted", () -> onInterrupt(executor));
        report.starting();
        runMain(executor, attached);
        return ExitCode.OK;
    }

    private void runMain(ClusterJobExecutor executor, boolean attached) {
        try {
            // The jobs' ends are awaited inside, because their results are of the program's classes.
            ProgramRun.run(program, asked.arguments(), configuration, executor, () -> report(executor, attached));
        } catch (CommandFailure e) {
            if (!DryRun.wasShown(e)) {
                throw e;
            }
        }
    }

    private MasterLine session(Applications applications) {
        MasterLine master = applications.openSession();
        terminal.detail("session " + master.applicationId());
        return master;
    }

    /** The program's jars go to the cluster while its main method runs; who submits a job waits for them. */
    private Supplier<List<Artifact>> uploading(IoPool io, Optional<MasterLine> session) {
        UserArtifacts.Known known = jar -> session.flatMap(master -> master.find("/uploaded/" + jar.sha256()))
                .map(answer -> answer.path("uri").asText());
        CompletableFuture<List<Artifact>> uploaded =
                io.call(() -> new UserArtifacts(cluster, configuration, terminal, known).upload(program));
        return () -> {
            try {
                return uploaded.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    private void report(ClusterJobExecutor executor, boolean attached) {
        List<RemoteJob> jobs = executor.submitted();
        if (jobs.isEmpty()) {
            throw ProgramReport.noJob(program.mainClass());
        }
        for (RemoteJob job : jobs) {
            if (attached) {
                finished(job);
            } else {
                submitted(job);
            }
        }
    }

    /** A job that has already failed is no success, though nobody waits for its end. */
    private void submitted(RemoteJob job) {
        JobHandle handle = job.handle();
        if (asked.waitFor() != Deployment.WaitFor.ACCEPTED && !handle.ownApplication()) {
            handle.watch().endIfEnded(handle.jobId()).ifPresent(job::requireSuccess);
        }
        report.announce("Job has been submitted with JobID " + handle.jobId());
        toJson(job, "SUBMITTED", -1);
    }

    private void finished(RemoteJob job) {
        JobWatch.JobEnd end = wait(job);
        toJson(job, end.applicationStatus(), end.netRuntimeMs());
        job.requireSuccess(end);
        report.finished(end.jobId(), end.netRuntimeMs(), job.accumulators(end));
        if (job.handle().ownApplication()) {
            context.credentialFiles().forget(job.handle().master().applicationId());
        }
    }

    private static JobWatch.JobEnd wait(RemoteJob job) {
        try {
            return job.end().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    new Problem("The job's end could not be learnt.", String.valueOf(e.getCause()), ""),
                    e);
        } catch (InterruptedException e) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted.", "", "");
        }
    }

    private void toJson(RemoteJob job, String status, long runtimeMs) {
        JobHandle handle = job.handle();
        report.asJson(handle.master().applicationId(), handle.jobId(), handle.jobName(), status, runtimeMs);
    }

    private void onInterrupt(ClusterJobExecutor executor) {
        boolean shutDown = configuration.get(ExecutionSettings.SHUTDOWN_ON_ATTACHED_EXIT);
        for (RemoteJob job : executor.submitted()) {
            String application = job.handle().master().applicationId();
            if (!shutDown) {
                terminal.say("The job " + job.handle().jobId() + " goes on in " + application
                        + "; end it with: heddle cancel " + job.handle().jobId());
            } else if (job.handle().ownApplication()) {
                cluster.kill(
                        application,
                        "The submitter was interrupted (" + ExecutionSettings.SHUTDOWN_ON_ATTACHED_EXIT.key() + ").");
            } else {
                job.handle().master().send(Verb.PATCH, "/jobs/" + job.handle().jobId() + "?mode=cancel");
            }
        }
        if (executor.submitted().isEmpty()) {
            deployment.abandon();
        }
    }

    private Set<String> running() {
        return new JobFinder(context.applications(cluster, configuration)).alive();
    }

    /** Application mode: main runs in the master. */
    ExitCode inMaster() {
        SubmissionRequest request = request(
                MasterLaunch.Mode.APPLICATION,
                configuration,
                null,
                new SubmissionRequest.Program(
                        program.mainClass(), asked.arguments(), program.jars(), asked.dryRun() ? Set.of() : running()));
        SubmissionPlan plan = deployment.plan(request);
        if (asked.dryRun()) {
            DryRun.show(plan, null, asked.json(), terminal);
            return ExitCode.OK;
        }
        ApplicationView view = deployment.deploy(plan, asked.waitFor());
        if (asked.waitFor() != Deployment.WaitFor.FINISHED) {
            report.announce(view.id());
            return ExitCode.OK;
        }
        if (!configuration.get(ExecutionSettings.SHUTDOWN_ON_APPLICATION_FINISH)) {
            terminal.warn(view.id() + " stays when its program has ended ("
                    + ExecutionSettings.SHUTDOWN_ON_APPLICATION_FINISH.key() + " is false): this command waits until"
                    + " somebody stops it (echo stop | yarn-session.sh -id " + view.id() + ").");
        }
        ApplicationView end = deployment.untilEnd(view.id());
        context.credentialFiles().forget(view.id());
        if (asked.json()) {
            terminal.result(JsonLines.of(Map.of(
                    "applicationId",
                    end.id(),
                    "state",
                    end.state().name(),
                    "outcome",
                    end.outcome().name())));
        }
        if (!end.isSuccess()) {
            StartPoint.refusal(end.diagnostics()).ifPresent(exit -> {
                throw new CommandFailure(
                        exit,
                        end.diagnostics().strip().lines().findFirst().orElse(""),
                        "The application " + end.id() + " ended as " + end.outcome() + ".",
                        "");
            });
            throw new CommandFailure(
                    end.outcome() == ApplicationView.Outcome.KILLED ? ExitCode.CANCELLED : ExitCode.JOB_FAILED,
                    "The application " + end.id() + " ended as " + end.outcome() + ".",
                    end.diagnostics().strip(),
                    "'yarn logs -applicationId " + end.id() + "' shows its logs.");
        }
        report.announce("Program execution finished");
        return ExitCode.OK;
    }

    private SubmissionRequest request(
            MasterLaunch.Mode mode,
            Configuration settings,
            @Nullable JobPlan plan,
            SubmissionRequest.@Nullable Program userProgram) {
        Installation installation = new Installation(context.environment());
        String usualName = plan == null ? "Heddle application" : plan.name();
        return new SubmissionRequest(
                mode,
                settings,
                settings.find(YarnSettings.APPLICATION_NAME).orElse(usualName),
                installation.distribution(context.hadoopDirectories(settings)),
                installation.userFiles(settings),
                plan == null ? null : PerJobTarget.encode(plan),
                userProgram,
                asked.waitFor() == Deployment.WaitFor.FINISHED,
                List.of());
    }

    /** Dry run: the plan instead of its execution, which ends the program. */
    private JobHandle show(JobPlan plan) {
        Optional<ExecutionSettings.Target> target = asked.target();
        if (target.isPresent() && target.get() == ExecutionSettings.Target.YARN_PER_JOB) {
            SubmissionPlan submission = deployment.plan(request(MasterLaunch.Mode.PER_JOB, configuration, plan, null));
            DryRun.show(submission, plan, asked.json(), terminal);
        } else {
            terminal.result(PlanText.json(plan));
        }
        throw new DryRun.Shown();
    }
}
