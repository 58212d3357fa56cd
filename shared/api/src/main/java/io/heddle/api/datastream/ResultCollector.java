package io.heddle.api.datastream;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.types.TypeInformation;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The results of a stream whose job is yet to be submitted. */
final class ResultCollector<T> implements CloseableIterator<T> {
    private final String resultId;
    private final TypeInformation<T> type;
    private @Nullable CloseableIterator<T> results;

    ResultCollector(String resultId, TypeInformation<T> type) {
        this.resultId = resultId;
        this.type = type;
    }

    void submitted(JobClient client) {
        results = client.results(resultId, type);
    }

    private CloseableIterator<T> results() {
        CloseableIterator<T> there = results;
        if (there == null) {
            throw new IllegalStateException(
                    "The program has not been executed yet: call env.executeAsync() (or env.execute()) before the"
                            + " results of collectAsync() are read.");
        }
        return there;
    }

    @Override
    public boolean hasNext() {
        return results().hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The stream has ended.");
        }
        return results().next();
    }

    @Override
    public void close() {
        if (results != null) {
            results.close();
        }
    }
}
