package io.heddle.engine.operator.async;

import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.AsyncRetryStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks elsewhere for each record, with a bound on how many may be under way. Requests that have not been answered are part of
 * the checkpoint by their records, and are made again after a restore.
 */
final class AsyncWaitOperator extends Operator implements Input, InFlight.Exit, Answers.Taker {
    private static final String STATE = "_async_wait_requests";

    private final AsyncFunction<Object, Object> function;
    private final TypeInformation<?> inputType;
    private final long timeoutMs;
    private final int capacity;
    private final @Nullable AsyncRetryStrategy<Object> retry;
    private final InFlight inFlight;
    private final Answers answers;
    /** Time-outs and retries: of its own, so that they come also while the task waits in the middle of a record. */
    private final ProcessingTimers deadlines = new ProcessingTimers();

    private long scheduledMs = Long.MAX_VALUE;
    private boolean waiting;
    private boolean leavesLater;

    @SuppressWarnings("unchecked")
    AsyncWaitOperator(OperatorSpec.AsyncWait<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (AsyncFunction<Object, Object>) spec.function();
        this.inputType = spec.inputType();
        this.timeoutMs = spec.timeoutMs();
        this.capacity = Math.max(1, spec.capacity());
        this.retry = (AsyncRetryStrategy<Object>) spec.retry();
        this.inFlight = new InFlight(spec.ordered(), this);
        this.answers = new Answers(context.task().loop(), this);
    }

    @Override
    public Input input(int ordinal) {
        return this;
    }

    @Override
    public void open() throws Exception {
        super.open();
        ListState<Tuple2<Object, Long>> restored = state();
        List<Tuple2<Object, Long>> requests = new ArrayList<>();
        restored.get().forEach(requests::add);
        restored.clear();
        for (Tuple2<Object, Long> each : requests) {
            begin(new Request(each.f0, each.f1));
        }
    }

    @SuppressWarnings("unchecked")
    private ListState<Tuple2<Object, Long>> state() throws Exception {
        TypeInformation<Tuple2<Object, Long>> type = Types.TUPLE((TypeInformation<Object>) inputType, Types.LONG);
        return context().operatorState().getListState(new ListStateDescriptor<>(STATE, type));
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        while (inFlight.size() >= capacity) {
            await();
        }
        begin(new Request(value, timestampMs));
    }

    private void begin(Request request) throws Exception {
        inFlight.add(request);
        if (timeoutMs > 0) {
            request.until(at(context().processingTimeMs() + timeoutMs, due -> timeOut(request)));
        }
        ask(request);
    }

    private void ask(Request request) throws Exception {
        function.asyncInvoke(request.value(), answers.expect(request, request.nextAttempt()));
    }

    private void timeOut(Request request) throws Exception {
        if (!request.isDone() && !context().hasEnded()) {
            request.timeOut();
            function.timeout(request.value(), answers.expect(request, request.nextAttempt()));
        }
    }

    @Override
    public void take(Request request, int attempt, @Nullable Collection<?> results, @Nullable Throwable failure)
            throws Exception {
        // After a savepoint that stops the job, a request that it holds is made again by whoever starts from it.
        if (request.isDone() || attempt != request.attempt() || context().hasEnded()) {
            return;
        }
        if (!request.timedOut() && isWorthAnother(attempt, results, failure)) {
            long pauseMs = Objects.requireNonNull(retry).getBackoffTimeMillis(attempt);
            at(context().processingTimeMs() + pauseMs, due -> repeat(request, attempt));
            return;
        }
        if (failure != null) {
            throw failed(request, failure);
        }
        request.complete(results == null ? List.of() : results);
        leave();
    }

    /**
     * Lets leave what can. Not while another operator of the task waits in the middle of a record, where mail is read too: what
     * left now would come before that record.
     */
    private void leave() throws Exception {
        if (waiting || !context().task().loop().isYielding()) {
            inFlight.leave();
        } else if (!leavesLater) {
            leavesLater = true;
            context().task().timers().at(context().processingTimeMs(), due -> {
                leavesLater = false;
                if (!context().hasEnded()) {
                    inFlight.leave();
                }
            });
        }
    }

    private void repeat(Request request, int attempt) throws Exception {
        if (!request.isDone() && request.attempt() == attempt && !context().hasEnded()) {
            ask(request);
        }
    }

    @SuppressWarnings("unchecked")
    private boolean isWorthAnother(int attempts, @Nullable Collection<?> results, @Nullable Throwable failure) {
        if (retry == null || !retry.canRetry(attempts)) {
            return false;
        }
        if (failure != null) {
            return retry.getRetryPredicate()
                    .exceptionPredicate()
                    .map(predicate -> predicate.test(failure))
                    .orElse(false);
        }
        Collection<Object> answer = results == null ? List.of() : (Collection<Object>) results;
        return retry.getRetryPredicate()
                .resultPredicate()
                .map(predicate -> predicate.test(answer))
                .orElse(false);
    }

    private Exception failed(Request request, Throwable failure) {
        Problem problem = new Problem(
                "An asynchronous request of '" + context().name() + "' has failed: " + failure,
                "It was made for the record " + request.value() + ", attempt " + request.attempt() + ".",
                "Complete the ResultFuture with a substitute, or give a retry strategy.");
        return new HeddleException(FaultCategory.USER, problem, failure);
    }

    @Override
    public void leave(Request request) throws Exception {
        for (Object result : request.results()) {
            outputs().main().record(result, request.timestampMs());
        }
    }

    @Override
    public void watermark(long timestampMs) throws Exception {
        inFlight.add(() -> outputs().watermark(timestampMs));
    }

    @Override
    public void idle(boolean idle) throws Exception {
        inFlight.add(() -> outputs().idle(idle));
    }

    private ProcessingTimers.Timer at(long timeMs, ProcessingTimers.Callback callback) {
        ProcessingTimers.Timer timer = deadlines.at(timeMs, callback);
        schedule();
        return timer;
    }

    private void schedule() {
        long nextMs = deadlines.nextMs();
        if (nextMs < scheduledMs) {
            scheduledMs = nextMs;
            context().task().timers().at(nextMs, due -> {
                scheduledMs = Long.MAX_VALUE;
                deadlines.fire(context().processingTimeMs());
                schedule();
            });
        }
    }

    /** Lets answers, time-outs and retries come while the task does nothing else. */
    private void await() throws Exception {
        int before = inFlight.size();
        inFlight.leave();
        if (inFlight.size() < before) {
            return;
        }
        waiting = true;
        try {
            context().task().loop().yieldToMail();
        } finally {
            waiting = false;
        }
        deadlines.fire(context().processingTimeMs());
    }

    @Override
    public void finish() throws Exception {
        while (inFlight.size() > 0) {
            await();
        }
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        List<Tuple2<Object, Long>> requests = new ArrayList<>();
        inFlight.all().forEach(request -> requests.add(Tuple2.of(request.value(), request.timestampMs())));
        state().update(requests);
        super.snapshot(checkpoint);
        state().clear();
    }
}
