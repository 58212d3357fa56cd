package io.heddle.am;

import io.heddle.coordinator.port.Event;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.transport.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Which connection is the present one of which worker. Owned by am-coordinator. */
final class WorkerLinks {
    private static final Logger LOG = LogManager.getLogger(WorkerLinks.class);

    private final Map<WorkerId, Connection> present = new HashMap<>();
    private final Map<Connection, WorkerId> owners = new HashMap<>();

    /** What a word means to the coordinator; nothing, if it came by a connection that was replaced or never introduced. */
    Optional<Event> said(Connection connection, FromWorker message) {
        if (message instanceof FromWorker.RegisterWorker register) {
            introduce(connection, register.worker());
        }
        WorkerId worker = owners.get(connection);
        if (worker == null) {
            connection.close("the first word must be RegisterWorker");
            return Optional.empty();
        }
        return Optional.of(new Event.WorkerSaid(worker, message));
    }

    private void introduce(Connection connection, WorkerId worker) {
        Connection before = present.put(worker, connection);
        owners.put(connection, worker);
        if (before != null && !before.equals(connection)) {
            owners.remove(before);
            before.close("the worker came again by another connection");
            LOG.info("{} came again from {}", worker, connection.peer());
        }
    }

    /** What the end of a connection means; nothing, if a newer one had replaced it. */
    Optional<Event> ended(Connection connection, String reason) {
        WorkerId worker = owners.remove(connection);
        if (worker == null) {
            return Optional.empty();
        }
        present.remove(worker);
        return Optional.of(new Event.WorkerLinkClosed(worker, reason));
    }

    void send(WorkerId worker, ToWorker message) {
        Connection connection = present.get(worker);
        if (connection != null) {
            connection.send(ControlCodec.encode(message));
        }
    }

    void close(WorkerId worker, String reason) {
        Connection connection = present.get(worker);
        if (connection != null) {
            connection.close(reason);
        }
    }
}
