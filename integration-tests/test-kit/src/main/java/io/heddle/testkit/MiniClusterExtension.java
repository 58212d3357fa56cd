package io.heddle.testkit;

import io.heddle.api.environment.JobExecutors;
import io.heddle.client.local.LocalExecutor;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the environments of a test execute in this process, by the same planner, coordinator and engine as on a cluster. Each
 * job gets a cluster of its own with as many slots as it needs.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);
 * }</pre>
 */
public final class MiniClusterExtension implements BeforeEachCallback, AfterEachCallback {
    private final int parallelism;
    private JobExecutors.@Nullable Installation installation;

    /** With a parallelism of 2. */
    public MiniClusterExtension() {
        this(2);
    }

    /** With a parallelism of operators that set none, of environments that set none. */
    public MiniClusterExtension(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("The parallelism must be positive, but is " + parallelism + ".");
        }
        this.parallelism = parallelism;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        installation = JobExecutors.installForThread(new LocalExecutor(
                Configuration.empty().with(ExecutionSettings.PARALLELISM, parallelism, Origin.DEFAULT)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (installation != null) {
            installation.close();
            installation = null;
        }
    }
}
