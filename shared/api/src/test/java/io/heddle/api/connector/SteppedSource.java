package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.types.TypeInformation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An enumerator and its readers, stepped by hand in one thread, with a clock that is set. */
final class SteppedSource<T, S extends SourceSplit, C> {
    private final Source<T, S, C> source;
    private final int parallelism;
    private final List<SourceReader<T, S>> readers = new ArrayList<>();
    private final Deque<Runnable> messages = new ArrayDeque<>();
    private final Deque<Timer> timers = new ArrayDeque<>();
    final List<List<T>> emitted = new ArrayList<>();
    final Set<Integer> ended = new HashSet<>();
    private SplitEnumerator<S, C> enumerator;
    long now = 1_000;

    private record Timer(long at, CompletableFuture<Void> future) {}

    SteppedSource(Source<T, S, C> source, int parallelism) throws Exception {
        this.source = source;
        this.parallelism = parallelism;
        this.enumerator = source.createEnumerator(new EnumeratorSide());
        for (int i = 0; i < parallelism; i++) {
            emitted.add(new ArrayList<>());
            readers.add(source.createReader(new ReaderSide(i)));
        }
        start();
    }

    private void start() {
        enumerator.start();
        readers.forEach(SourceReader::start);
    }

    /** Polls every reader once and delivers what was sent; true if anything may be left to do now. */
    boolean step() throws Exception {
        timers.removeIf(timer -> timer.at <= now && timer.future.complete(null));
        boolean more = false;
        for (int i = 0; i < parallelism; i++) {
            if (ended.contains(i)) {
                continue;
            }
            InputStatus status = readers.get(i).pollNext(new Output<>(emitted.get(i)));
            if (status == InputStatus.END_OF_INPUT) {
                ended.add(i);
            }
            more |= status == InputStatus.MORE_AVAILABLE;
        }
        more |= !messages.isEmpty();
        deliver();
        return more
                || readers.stream()
                        .anyMatch(reader -> !ended.contains(readers.indexOf(reader))
                                && reader.isAvailable().isDone());
    }

    void deliver() {
        while (!messages.isEmpty()) {
            messages.remove().run();
        }
    }

    /** Steps until nothing is to be done now. */
    void settle() throws Exception {
        for (int i = 0; step(); i++) {
            if (i > 100_000) {
                throw new IllegalStateException("The source does not come to rest.");
            }
        }
    }

    /** Takes a checkpoint and starts again from it, as another process would. */
    void restart() throws Exception {
        deliver();
        List<List<S>> splits = new ArrayList<>();
        for (SourceReader<T, S> reader : readers) {
            splits.add(copy(reader.snapshotState(1), source.getSplitSerializer()));
            reader.close();
        }
        SimpleVersionedSerializer<C> serializer = source.getEnumeratorCheckpointSerializer();
        byte[] bytes = serializer.serialize(enumerator.snapshotState(1));
        enumerator =
                source.restoreEnumerator(new EnumeratorSide(), serializer.deserialize(serializer.getVersion(), bytes));
        ended.clear();
        for (int i = 0; i < parallelism; i++) {
            SourceReader<T, S> reader = source.createReader(new ReaderSide(i));
            readers.set(i, reader);
            if (!splits.get(i).isEmpty()) {
                reader.addSplits(splits.get(i));
            }
        }
        start();
    }

    private static <S> List<S> copy(List<S> splits, SimpleVersionedSerializer<S> serializer) throws IOException {
        List<S> copies = new ArrayList<>();
        for (S split : splits) {
            copies.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
        }
        return copies;
    }

    List<T> all() {
        return emitted.stream().flatMap(List::stream).toList();
    }

    private record Output<T>(List<T> records) implements ReaderOutput<T> {
        @Override
        public void collect(T element) {
            records.add(element);
        }

        @Override
        public void collect(T element, long timestamp) {
            records.add(element);
        }

        @Override
        public SourceOutput<T> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    private final class EnumeratorSide implements SplitEnumeratorContext<S> {
        @Override
        public MetricGroup metricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            messages.add(() -> readers.get(subtaskId).handleSourceEvents(event));
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return Map.of();
        }

        @Override
        public void assignSplits(SplitsAssignment<S> assignments) {
            assignments
                    .assignment()
                    .forEach((reader, splits) ->
                            messages.add(() -> readers.get(reader).addSplits(splits)));
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            messages.add(() -> readers.get(subtask).notifyNoMoreSplits());
        }

        @Override
        public <R> void callAsync(Callable<R> callable, BiConsumer<@Nullable R, @Nullable Throwable> handler) {
            messages.add(() -> {
                try {
                    handler.accept(callable.call(), null);
                } catch (Exception e) {
                    handler.accept(null, e);
                }
            });
        }

        @Override
        public <R> void callAsync(
                Callable<R> callable,
                BiConsumer<@Nullable R, @Nullable Throwable> handler,
                long initialDelayMillis,
                long periodMillis) {
            callAsync(callable, handler);
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            messages.add(runnable);
        }
    }

    private final class ReaderSide implements SourceReaderContext {
        private final int index;

        ReaderSide(int index) {
            this.index = index;
        }

        @Override
        public MetricGroup metricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return index;
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public void sendSplitRequest() {
            messages.add(() -> enumerator.handleSplitRequest(index, "localhost"));
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            messages.add(() -> enumerator.handleSourceEvent(index, event));
        }

        @Override
        public ClassLoader getUserCodeClassLoader() {
            return SteppedSource.class.getClassLoader();
        }

        @Override
        public long currentProcessingTime() {
            return now;
        }

        @Override
        public Executor ioExecutor() {
            return Runnable::run;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> R decode(byte[] bytes, TypeInformation<R> type) {
            return (R) new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public void completeAt(long processingTime, CompletableFuture<Void> future) {
            timers.add(new Timer(processingTime, future));
        }
    }
}
