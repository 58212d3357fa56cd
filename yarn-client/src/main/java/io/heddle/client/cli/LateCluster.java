package io.heddle.client.cli;

import io.heddle.client.cluster.ApplicationSubmission;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.ContainerView;
import io.heddle.core.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster that is connected with its first use. Two threads that are first at once connect twice, and share one. */
final class LateCluster implements Cluster {
    private final Supplier<Cluster> connect;
    private final AtomicReference<@Nullable Cluster> connected = new AtomicReference<>();

    LateCluster(Supplier<Cluster> connect) {
        this.connect = connect;
    }

    private Cluster cluster() {
        Cluster known = connected.get();
        if (known != null) {
            return known;
        }
        Cluster made = connect.get();
        Cluster first = connected.compareAndExchange(null, made);
        if (first != null) {
            made.close();
            return first;
        }
        return made;
    }

    @Override
    public ClusterFacts facts() {
        return cluster().facts();
    }

    @Override
    public String baseDirectory() {
        return cluster().baseDirectory();
    }

    @Override
    public String newApplication() {
        return cluster().newApplication();
    }

    @Override
    public void submit(ApplicationSubmission submission) {
        cluster().submit(submission);
    }

    @Override
    public Optional<ApplicationView> application(String id) {
        return cluster().application(id);
    }

    @Override
    public List<ApplicationView> applications(String type, Set<ApplicationView.State> states) {
        return cluster().applications(type, states);
    }

    @Override
    public List<ContainerView> containers(String applicationId) {
        return cluster().containers(applicationId);
    }

    @Override
    public void kill(String applicationId, String reason) {
        cluster().kill(applicationId, reason);
    }

    @Override
    public ClusterFiles files() {
        return cluster().files();
    }

    @Override
    public Storage storage() {
        return cluster().storage();
    }

    @Override
    public void close() {
        Cluster known = connected.get();
        if (known != null) {
            known.close();
        }
    }
}
