package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.types.TypeInformation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What a reader may use. */
public interface SourceReaderContext {
    /** The metrics of the operator. */
    MetricGroup metricGroup();

    /** The settings of the program. */
    Configuration getConfiguration();

    /** The host the reader runs on. */
    String getLocalHostName();

    /** The index of the reader. */
    int getIndexOfSubtask();

    /** How many readers there are. */
    int currentParallelism();

    /** Asks the enumerator for a split. */
    void sendSplitRequest();

    /** Sends an event to the enumerator. */
    void sendSourceEventToCoordinator(SourceEvent sourceEvent);

    /** The loader of the job's classes. */
    ClassLoader getUserCodeClassLoader();

    /** Milliseconds since the epoch by the machine's clock. */
    long currentProcessingTime();

    /** Runs something slow or blocking on another thread; for readers of inputs that have no asynchronous form. */
    Executor ioExecutor();

    /**
     * Reads a value that the planner wrote with the serialiser of its type.
     *
     * @throws IOException if the bytes are no such value
     */
    <T> T decode(byte[] bytes, TypeInformation<T> type) throws IOException;

    /** Completes a future at a processing time in milliseconds since the epoch; for readers that pace themselves. */
    void completeAt(long processingTime, CompletableFuture<Void> future);
}
