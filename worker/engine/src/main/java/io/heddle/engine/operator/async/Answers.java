package io.heddle.engine.operator.async;

import io.heddle.api.functions.ResultFuture;
import io.heddle.engine.operator.TaskLoop;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Brings answers from the user's threads to the task's: however many come, one mail at a time is under way. */
final class Answers {
    /** Takes answers on the task's thread. */
    interface Taker {
        void take(Request request, int attempt, @Nullable Collection<?> results, @Nullable Throwable failure)
                throws Exception;
    }

    private record Answer(
            Request request,
            int attempt,
            @Nullable Collection<?> results,
            @Nullable Throwable failure) {}

    private final TaskLoop loop;
    private final Taker taker;
    private final Queue<Answer> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean posted = new AtomicBoolean();

    Answers(TaskLoop loop, Taker taker) {
        this.loop = loop;
        this.taker = taker;
    }

    /** Where the answer of that attempt goes; only the first counts. */
    ResultFuture<Object> expect(Request request, int attempt) {
        AtomicBoolean answered = new AtomicBoolean();
        return new ResultFuture<>() {
            @Override
            public void complete(Collection<Object> result) {
                if (answered.compareAndSet(false, true)) {
                    put(new Answer(request, attempt, result, null));
                }
            }

            @Override
            public void completeExceptionally(Throwable error) {
                if (answered.compareAndSet(false, true)) {
                    put(new Answer(request, attempt, null, error));
                }
            }
        };
    }

    /** Any thread. */
    private void put(Answer answer) {
        queue.add(answer);
        if (posted.compareAndSet(false, true)) {
            loop.post(this::drain);
        }
    }

    private void drain() throws Exception {
        posted.set(false);
        for (Answer next = queue.poll(); next != null; next = queue.poll()) {
            taker.take(next.request, next.attempt, next.results, next.failure);
        }
    }
}
