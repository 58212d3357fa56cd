package io.heddle.simulation;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;

/** Short words for the trace. */
final class Say {
    private Say() {}

    static String event(Event event) {
        if (event instanceof Event.WorkerSaid said) {
            FromWorker message = said.message();
            if (message instanceof FromWorker.Heartbeat) {
                return said.worker() + " beats";
            }
            if (message instanceof FromWorker.TaskStateChanged changed) {
                return said.worker() + " says " + changed.execution() + " " + changed.state();
            }
            if (message instanceof FromWorker.RegisterWorker register) {
                return said.worker() + " registers with " + register.running();
            }
            if (message instanceof FromWorker.CheckpointAcknowledged acknowledged) {
                return said.worker() + " acknowledges " + acknowledged.checkpointId() + " for "
                        + acknowledged.execution();
            }
            return said.worker() + " says " + message.getClass().getSimpleName();
        }
        if (event instanceof Event.SubmitJob) {
            return "submit";
        }
        if (event instanceof Event.CheckpointRead read) {
            return "read " + read.path();
        }
        return event instanceof Event.LedgerRecovered recovered
                ? "ledger with " + recovered.entries().size() + " entries"
                : event.toString();
    }

    static String decision(Decision decision) {
        if (decision instanceof Decision.Send send) {
            return send.worker() + ": " + message(send.message());
        }
        if (decision instanceof Decision.Persist persist) {
            return "persist " + persist.token() + " "
                    + persist.entry().getClass().getSimpleName();
        }
        return decision instanceof Decision.PersistCheckpoint checkpoint
                ? "persist " + checkpoint.token() + " " + checkpoint.entry()
                : decision.toString();
    }

    private static String message(ToWorker message) {
        if (message instanceof ToWorker.DeployTasks deploy) {
            return "deploy "
                    + deploy.tasks().stream()
                            .map(task -> task.execution()
                                    + (task.restore() == null
                                            ? ""
                                            : " from " + task.restore().checkpointId()))
                            .toList();
        }
        if (message instanceof ToWorker.CancelTasks cancel) {
            return "cancel " + cancel.executions();
        }
        return message instanceof ToWorker.OpenJob open ? "open " + open.job() : message.toString();
    }
}
