package io.heddle.zookeeper;

import io.heddle.core.launch.MasterAddress;
import io.heddle.core.launch.MasterFinder;
import java.io.IOException;
import java.util.Optional;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** How a worker that has lost its master finds the next one in ZooKeeper. One caller at a time; calls block. */
public final class ZooKeeperMasters implements MasterFinder {
    private final Quorum quorum;
    private @Nullable ZooKeeper client;

    public ZooKeeperMasters(Quorum quorum) {
        this.quorum = quorum;
    }

    @Override
    public Optional<MasterAddress> latest() throws IOException {
        ZooKeeper there = client;
        try {
            if (there == null || !there.getState().isAlive()) {
                there = quorum.connect(event -> {});
                client = there;
            }
            return Optional.of(MasterNode.read(there.getData(quorum.path(MasterNode.NAME), false, null)));
        } catch (KeeperException.NoNodeException nobodyYet) {
            return Optional.empty();
        } catch (KeeperException failure) {
            throw new IOException("ZooKeeper does not tell where the master is: " + failure.getMessage(), failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking ZooKeeper", stop);
        }
    }
}
