package io.heddle.worker;

import io.heddle.core.agent.Mailbox;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ControlMessage;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.transport.Connection;
import io.heddle.core.transport.ConnectionListener;
import io.heddle.engine.worker.MasterLink;
import io.heddle.engine.worker.Worker;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** One try at a connection with the master, and the link that comes of it. Listens on net threads, sends on the worker's. */
final class Dial implements ConnectionListener, MasterLink {
    private static final Logger LOG = LogManager.getLogger(Dial.class);

    private final Worker worker;
    private final Mailbox<MasterDialer.Mail> dialer;
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();

    Dial(Worker worker, Mailbox<MasterDialer.Mail> dialer) {
        this.worker = worker;
        this.dialer = dialer;
    }

    @Override
    public void onOpen(Connection connection) {
        open.set(connection);
        dialer.offer(new MasterDialer.Mail.Opened(this));
        worker.linkUp(this);
    }

    @Override
    public void onMessage(Connection connection, byte[] message) {
        try {
            ControlMessage decoded = ControlCodec.decode(message);
            if (!(decoded instanceof ToWorker word)) {
                connection.close("a worker's message came from the master");
            } else if (!worker.receive(this, word)) {
                connection.close("the worker is overloaded");
            }
        } catch (IOException e) {
            LOG.warn("The master sent something unreadable: {}", e.toString());
            connection.close("unreadable message");
        }
    }

    @Override
    public void onClosed(Connection connection, String reason) {
        worker.linkLost(this);
        dialer.offer(new MasterDialer.Mail.Ended(this, reason));
    }

    @Override
    public boolean send(FromWorker message) {
        Connection connection = open.get();
        if (connection == null) {
            return false;
        }
        byte[] bytes = ControlCodec.encode(message);
        return message instanceof FromWorker.Heartbeat ? connection.sendUrgent(bytes) : connection.send(bytes);
    }

    @Override
    public void close() {
        Connection connection = open.get();
        if (connection != null) {
            connection.close("the worker does not want this master");
        }
    }
}
