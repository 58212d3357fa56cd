package io.heddle.api.environment;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which executor environments use. */
public final class JobExecutors {
    private static final AtomicReference<@Nullable JobExecutor> FOR_ALL = new AtomicReference<>();
    private static final InheritableThreadLocal<@Nullable JobExecutor> FOR_THREAD = new InheritableThreadLocal<>();

    private JobExecutors() {}

    /** An installation that can be undone. */
    public interface Installation extends AutoCloseable {
        @Override
        void close();
    }

    /** Installs an executor for this thread and the threads it starts. */
    public static Installation installForThread(JobExecutor executor) {
        JobExecutor before = FOR_THREAD.get();
        FOR_THREAD.set(executor);
        return () -> FOR_THREAD.set(before);
    }

    /** Installs an executor for all threads that have none of their own. */
    public static Installation install(JobExecutor executor) {
        JobExecutor before = FOR_ALL.getAndSet(executor);
        return () -> FOR_ALL.set(before);
    }

    /** The installed executor: this thread's, or that of all. */
    static Optional<JobExecutor> installed() {
        JobExecutor mine = FOR_THREAD.get();
        return Optional.ofNullable(mine != null ? mine : FOR_ALL.get());
    }

    /** The executor for local execution. */
    static Optional<JobExecutor> local() {
        return ServiceLoader.load(JobExecutor.class).findFirst();
    }
}
