package io.heddle.zookeeper;

import io.heddle.core.launch.MasterAddress;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * What a master says in ZooKeeper. Nodes are persistent and say what they say until the application ends: a lost session
 * means nothing. What cannot be written now is written when ZooKeeper can be reached again; nobody waits for it.
 */
public final class ZooKeeperNodes {
    private static final Logger LOG = LogManager.getLogger(ZooKeeperNodes.class);
    private static final byte[] GONE = {};

    private final Quorum quorum;
    private final Executor strand;
    /** What is not yet as it should be. All fields belong to the strand. */
    private final Map<String, byte[]> wanted = new LinkedHashMap<>();

    private @Nullable ZooKeeper client;
    private @Nullable MasterAddress self;
    private boolean told;

    /**
     * Makes the nodes of an application.
     *
     * @param strand runs jobs that block, one after the other
     */
    public ZooKeeperNodes(Quorum quorum, Executor strand) {
        this.quorum = quorum;
        this.strand = strand;
    }

    /** Says where the master is, unless one of a later epoch has said so. Any thread. */
    public void publish(MasterAddress address) {
        strand.execute(() -> {
            self = address;
            wanted.put(MasterNode.NAME, MasterNode.write(address));
            flush();
        });
    }

    /** Says something under {@code name}. Any thread. */
    public void put(String name, byte[] data) {
        strand.execute(() -> {
            wanted.put(name, data);
            flush();
        });
    }

    /** Takes back what is said under {@code name}. Any thread. */
    public void remove(String name) {
        put(name, GONE);
    }

    /** Takes back everything: the application has ended. Any thread; done when it has been tried once. */
    public CompletableFuture<Void> removeAll() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        strand.execute(() -> {
            wanted.clear();
            try {
                ZKUtil.deleteRecursive(connected(), quorum.path(""));
                connected().delete(quorum.cluster(), -1);
            } catch (KeeperException.NotEmptyException | KeeperException.NoNodeException othersAreThere) {
                LOG.debug("{} stays", quorum.cluster());
            } catch (KeeperException | IOException failure) {
                LOG.warn("{} stays in ZooKeeper: {}", quorum.path(""), failure.toString());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                done.complete(null);
            }
        });
        return done;
    }

    private void onEvent(WatchedEvent event) {
        if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.Expired) {
            strand.execute(this::flush);
        }
    }

    private ZooKeeper connected() throws IOException {
        ZooKeeper present = client;
        if (present == null || !present.getState().isAlive()) {
            present = quorum.connect(this::onEvent);
            client = present;
        }
        return present;
    }

    /** Writes what is wanted; what fails is tried again when the connection comes back, which ZooKeeper's client tells. */
    private void flush() {
        try {
            for (Iterator<Map.Entry<String, byte[]>> each = wanted.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<String, byte[]> node = each.next();
                write(connected(), node.getKey(), node.getValue());
                each.remove();
            }
            told = false;
        } catch (KeeperException | IOException failure) {
            if (!told) {
                LOG.warn(
                        "ZooKeeper cannot be told; it is tried again when it can be reached, and everything goes on:"
                                + " {}",
                        failure.toString());
                told = true;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(ZooKeeper to, String name, byte[] data)
            throws KeeperException, InterruptedException, IOException {
        String path = quorum.path(name);
        if (data.length == 0) {
            delete(to, path);
            return;
        }
        while (true) {
            Stat stat = to.exists(path, false);
            try {
                if (stat == null) {
                    create(to, path, data);
                    return;
                }
                if (name.equals(MasterNode.NAME) && isLater(to.getData(path, false, stat))) {
                    LOG.warn("A later master is known in ZooKeeper; this one does not say where it is");
                    return;
                }
                to.setData(path, data, stat.getVersion());
                return;
            } catch (KeeperException.BadVersionException
                    | KeeperException.NodeExistsException
                    | KeeperException.NoNodeException raced) {
                LOG.debug("{} was changed meanwhile; looking again", path);
            }
        }
    }

    private boolean isLater(byte[] data) throws IOException {
        MasterAddress own = self;
        return own != null && MasterNode.read(data).epoch().compareTo(own.epoch()) > 0;
    }

    private static void delete(ZooKeeper from, String path) throws KeeperException, InterruptedException {
        try {
            from.delete(path, -1);
        } catch (KeeperException.NoNodeException gone) {
            LOG.debug("{} is gone already", path);
        }
    }

    /** The nodes above the application's own are everybody's. */
    private void create(ZooKeeper in, String path, byte[] data) throws KeeperException, InterruptedException {
        int shared = quorum.cluster().length();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            if (in.exists(above, false) == null) {
                try {
                    in.create(
                            above,
                            GONE,
                            above.length() <= shared ? ZooDefs.Ids.OPEN_ACL_UNSAFE : quorum.rights(),
                            CreateMode.PERSISTENT);
                } catch (KeeperException.NodeExistsException raced) {
                    LOG.debug("{} was made by somebody else", above);
                }
            }
        }
        in.create(path, data, quorum.rights(), CreateMode.PERSISTENT);
    }
}
