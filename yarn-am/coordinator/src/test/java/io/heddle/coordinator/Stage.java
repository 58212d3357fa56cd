package io.heddle.coordinator;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.WorkerFacts;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import io.heddle.core.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A coordinator stepped by hand: storage answers at once unless told not to, workers do what the test says. */
final class Stage {
    final Epoch epoch;
    final SettableClock clock = new SettableClock(1_000_000);
    final Coordinator coordinator;
    final List<Decision> decisions = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<Decision> held = new ArrayList<>();
    boolean storageWorks = true;

    Stage(CoordinatorSettings settings) {
        this(settings, 1);
    }

    Stage(CoordinatorSettings settings, int attempt) {
        epoch = new Epoch(7, 1, attempt);
        coordinator = new Coordinator(settings, epoch, new Random(1));
    }

    static Stage local(int workers, int slots) {
        Stage stage = new Stage(CoordinatorSettings.of(false, CoordinatorSettings.Fleet.local(workers, slots)));
        stage.recovered();
        for (int i = 0; i < workers; i++) {
            stage.register("w" + i, slots);
        }
        return stage;
    }

    static Stage elastic(boolean perJob, int slots) {
        Stage stage = new Stage(CoordinatorSettings.of(perJob, CoordinatorSettings.Fleet.elastic(0, slots)));
        stage.recovered();
        return stage;
    }

    void recovered() {
        on(new Event.LedgerRecovered(List.of(), List.of()));
    }

    void on(Event event) {
        List<Decision> made = coordinator.on(event, Now.of(clock));
        decisions.addAll(made);
        for (Decision decision : made) {
            if (decision instanceof Decision.Persist persist) {
                if (storageWorks) {
                    durable(persist);
                } else {
                    held.add(persist);
                }
            }
        }
    }

    void durable(Decision.Persist persist) {
        ledger.add(persist.entry());
        on(new Event.PersistDone(persist.token()));
    }

    void pass(long ms) {
        long until = clock.monotonicMs() + ms;
        while (clock.monotonicMs() < until) {
            long next = Math.max(clock.monotonicMs() + 1, Math.min(until, coordinator.nextDeadlineMs()));
            clock.advanceMs(next - clock.monotonicMs());
            on(new Event.Tick());
        }
    }

    void register(String worker, int slots, RunningTask... running) {
        on(new Event.WorkerSaid(
                new WorkerId(worker),
                new FromWorker.RegisterWorker(
                        Epoch.NONE,
                        new WorkerAddress(new WorkerId(worker), "host-" + worker, 4000),
                        slots,
                        new WorkerFacts("test", "host-" + worker, 1, 1, 1, "logs"),
                        List.of(running))));
    }

    void submit(Plans plan) {
        on(new Event.SubmitJob(1, plan.bytes(), StartOptions.FRESH));
    }

    void says(String worker, ExecutionId execution, TaskState state, @Nullable FailureInfo failure) {
        on(new Event.WorkerSaid(
                new WorkerId(worker), new FromWorker.TaskStateChanged(epoch, execution, state, failure, Map.of())));
    }

    /** Takes all messages for the worker that have not been taken yet. */
    List<ToWorker> takeSent(String worker) {
        List<ToWorker> sent = new ArrayList<>();
        decisions.removeIf(decision -> {
            if (decision instanceof Decision.Send send && send.worker().value().equals(worker)) {
                sent.add(send.message());
                return true;
            }
            return false;
        });
        return sent;
    }

    /** Obeys: deployed tasks report {@code state}, cancelled ones that they are; returns what was deployed. */
    List<ExecutionId> obey(String worker, TaskState state) {
        List<ExecutionId> deployed = new ArrayList<>();
        for (ToWorker message : takeSent(worker)) {
            if (message instanceof ToWorker.DeployTasks deploy) {
                deploy.tasks().forEach(task -> deployed.add(task.execution()));
            } else if (message instanceof ToWorker.CancelTasks cancel) {
                cancel.executions().forEach(each -> says(worker, each, TaskState.CANCELED, null));
            }
        }
        deployed.forEach(each -> says(worker, each, state, null));
        return deployed;
    }

    <D extends Decision> List<D> made(Class<D> type) {
        return decisions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    JobView job(JobId job) {
        return Objects.requireNonNull(coordinator.job(job));
    }

    JobStatus status(JobId job) {
        return coordinator.cluster().jobs().stream()
                .filter(each -> each.id().equals(job))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
