package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The older form of a bounded source, for {@code env.createInput}: it parts its input into splits, and reads one split after the
 * other. Prefer {@link Source}.
 *
 * <p>Every instance calls {@link #createInputSplits} for itself and takes the splits whose place in the result, modulo the
 * parallelism, is its own index; so the method must give the same splits wherever it is called. After a restart a split is read
 * again from its beginning and what a checkpoint had counted of it is skipped: the records of a split must come in the same
 * order each time, then nothing is lost and nothing comes twice.
 *
 * @param <O> the records
 * @param <S> the splits
 */
public interface InputFormat<O, S extends InputSplit> extends Serializable {
    /** Called once in each instance before anything else, with empty parameters. */
    default void configure(Configuration parameters) {}

    /** What is known of the input's size, or null. Heddle does not ask. */
    default @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        return cachedStatistics;
    }

    /**
     * Parts the input.
     *
     * @param minNumSplits the number of parallel instances
     * @throws IOException fails the task
     */
    S[] createInputSplits(int minNumSplits) throws IOException;

    /** Who would deal out the splits. Heddle does not ask. */
    default @Nullable InputSplitAssigner getInputSplitAssigner(S[] inputSplits) {
        return null;
    }

    /**
     * Begins to read a split.
     *
     * @throws IOException fails the task
     */
    void open(S split) throws IOException;

    /**
     * Whether the open split has no more records.
     *
     * @throws IOException fails the task
     */
    boolean reachedEnd() throws IOException;

    /**
     * The next record of the open split, or null if there was none after all.
     *
     * @param reuse an object that may be filled and returned; null in Heddle
     * @throws IOException fails the task
     */
    @Nullable
    O nextRecord(@Nullable O reuse) throws IOException;

    /**
     * Ends the open split. Also called after a failure.
     *
     * @throws IOException fails the task
     */
    void close() throws IOException;
}
