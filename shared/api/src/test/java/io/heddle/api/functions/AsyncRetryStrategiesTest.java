package io.heddle.api.functions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncRetryStrategiesTest {
    @Test
    @SuppressWarnings("unchecked")
    void predicatesAreTheSameAfterAPlanWasReadAgain() throws Exception {
        AsyncRetryStrategy<String> strategy = new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(3, 5)
                .ifResult(results -> results.isEmpty())
                .ifException(failure -> failure instanceof IOException)
                .build();

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(strategy);
        }
        AsyncRetryStrategy<String> read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (AsyncRetryStrategy<String>) in.readObject();
        }

        AsyncRetryPredicate<String> predicate = read.getRetryPredicate();
        assertTrue(predicate.exceptionPredicate().orElseThrow().test(new IOException("busy")));
        assertFalse(predicate.exceptionPredicate().orElseThrow().test(new IllegalStateException("broken")));
        assertTrue(predicate.resultPredicate().orElseThrow().test(List.of()));
        assertFalse(predicate.resultPredicate().orElseThrow().test(List.of("result")));
    }
}
