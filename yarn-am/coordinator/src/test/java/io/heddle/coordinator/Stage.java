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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A coordinator stepped by hand: storage answers at once unless told not to, workers do what the test says. */
final class Stage {
    final Epoch epoch;
    final SettableClock clock = new SettableClock(1_000_000);
    final Coordinator coordinator;
    final List<Decision> decisions = new ArrayList<>();
    final Storage storage;
    final List<LedgerEntry> ledger;
    final List<Decision> held = new ArrayList<>();
    private final Set<Long> granted = new HashSet<>();
    boolean storageWorks = true;

    Stage(CoordinatorSettings settings) {
        this(settings, 1, new Storage());
    }

    Stage(CoordinatorSettings settings, int attempt, Storage storage) {
        this.storage = storage;
        this.ledger = storage.ledger;
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

    /** The next attempt of an application with elastic workers: it has read the ledger and knows the containers. */
    static Stage next(int attempt, Storage storage, String... containers) {
        Stage stage =
                new Stage(CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 2)), attempt, storage);
        stage.on(new Event.LedgerRecovered(storage.sinceSnapshot(), List.of()));
        stage.on(new Event.PreviousContainers(Arrays.stream(containers)
                .map(each -> new Event.AllocatedContainer(new WorkerId(each), -1, "host-" + each, "node-" + each))
                .toList()));
        return stage;
    }

    void recovered() {
        on(new Event.LedgerRecovered(List.of(), List.of()));
    }

    void on(Event event) {
        List<Decision> made = coordinator.on(event, Now.of(clock));
        decisions.addAll(made);
        for (Decision decision : storage.inTurn(made)) {
            if (!storageWorks && decision instanceof Decision.Persist) {
                held.add(decision);
                continue;
            }
            Event outcome = storage.outcome(decision);
            if (outcome != null) {
                on(outcome);
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
                        List.of(running),
                        List.of())));
    }

    void submit(Plans plan, StartOptions options) {
        on(new Event.SubmitJob(1, plan.bytes(), options));
    }

    void submit(Plans plan) {
        on(new Event.SubmitJob(1, plan.bytes(), StartOptions.FRESH));
    }

    void says(String worker, ExecutionId execution, TaskState state, @Nullable FailureInfo failure) {
        on(new Event.WorkerSaid(
                new WorkerId(worker),
                new FromWorker.TaskStateChanged(epoch, execution, state, failure, Map.of(), null)));
    }

    void word(String worker, FromWorker message) {
        on(new Event.WorkerSaid(new WorkerId(worker), message));
    }

    void beat(String worker) {
        word(
                worker,
                new FromWorker.Heartbeat(
                        epoch,
                        new WorkerId(worker),
                        0,
                        new FromWorker.MemorySample(0, 0, 0, 0, 0, 0, 0, 0),
                        List.of()));
    }

    /** Time passes while these workers live. */
    void pass(long ms, String... beating) {
        for (long passed = 0; passed < ms; passed += 1_000) {
            for (String worker : beating) {
                beat(worker);
            }
            pass(Math.min(1_000, ms - passed));
        }
    }

    void allocate(String container) {
        allocate(container, "host-" + container, "node-" + container);
    }

    private void allocate(String container, String host, String node) {
        long request = made(Decision.RequestContainers.class).stream()
                .flatMap(each -> each.requests().stream())
                .mapToLong(Decision.ContainerRequest::allocationRequestId)
                .filter(each -> !granted.contains(each))
                .findFirst()
                .orElseThrow();
        granted.add(request);
        on(new Event.ContainersAllocated(
                List.of(new Event.AllocatedContainer(new WorkerId(container), request, host, node))));
    }

    /** A container of that host for what was asked; nothing has registered from it. */
    void allocateOn(String host, String container) {
        allocate(container, host, "node-" + host);
    }

    /** A container of that node for what was asked, with its registered worker of one slot. */
    void supplyOn(String host, String node, String container) {
        allocate(container, host, node);
        register(container, 1);
    }

    /** Containers for all that was asked, each with its registered worker. */
    void supply(int slots, String... containers) {
        for (String container : containers) {
            allocate(container);
            register(container, slots);
        }
    }

    /** The tasks answer the last trigger that the worker got; returns its checkpoint. */
    long acknowledge(String worker, List<ExecutionId> executions) {
        long id = triggered(worker).checkpointId();
        for (ExecutionId execution : executions) {
            word(worker, new FromWorker.CheckpointAcknowledged(epoch, execution, id, Plans.snapshot(execution)));
        }
        return id;
    }

    ToWorker.TriggerCheckpoint triggered(String worker) {
        List<ToWorker.TriggerCheckpoint> triggers = sent(worker, ToWorker.TriggerCheckpoint.class);
        return triggers.get(triggers.size() - 1);
    }

    <M extends ToWorker> List<M> sent(String worker, Class<M> type) {
        return made(Decision.Send.class).stream()
                .filter(each -> each.worker().value().equals(worker))
                .map(Decision.Send::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
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
