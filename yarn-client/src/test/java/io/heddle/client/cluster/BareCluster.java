package io.heddle.client.cluster;

import io.heddle.core.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster that can do nothing: a test adds what it needs, and sees at once if more is asked for. */
public class BareCluster implements Cluster {
    @Override
    public ClusterFacts facts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String baseDirectory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String newApplication() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void submit(ApplicationSubmission submission) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ApplicationView> application(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ApplicationView> applications(String type, Set<ApplicationView.State> states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ContainerView> containers(String applicationId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void kill(String applicationId, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClusterFiles files() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Storage storage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
