package io.heddle.engine.operator;

import io.heddle.api.connector.Committer;
import io.heddle.api.connector.SupportsCommitter;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** What a sink has prepared, by the checkpoint that makes it true. Task thread only. */
final class Commits<C> {
    private static final Logger LOG = LogManager.getLogger(Commits.class);
    private static final String STATE = "committables";
    private static final long RETRY_MS = 1000;

    private final SupportsCommitter<C> sink;
    private final SinkContext context;
    private final Committer<C> committer;
    /** Prepared since the last checkpoint. */
    private final List<C> fresh = new ArrayList<>();
    /** Prepared before a checkpoint that is not known to be complete. */
    private final NavigableMap<Long, List<C>> waiting = new TreeMap<>();
    /** Due, but the committer asked for another try. */
    private final List<Request<C>> retrying = new ArrayList<>();

    private boolean ended;

    Commits(SupportsCommitter<C> sink, SinkContext context) throws Exception {
        this.sink = sink;
        this.context = context;
        this.committer = sink.createCommitter(context);
    }

    /** What a complete checkpoint held is committed, again perhaps: committing is idempotent. */
    void restore(OperatorRestore restore) throws Exception {
        List<C> restored = Versioned.read(restore, StateKind.OPERATOR_LIST, STATE, sink.getCommittableSerializer());
        commit(requests(restored));
    }

    void prepared(Collection<C> committables) {
        fresh.addAll(committables);
    }

    void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        if (!fresh.isEmpty()) {
            waiting.put(checkpoint.checkpointId(), List.copyOf(fresh));
            fresh.clear();
        }
        for (List<C> each : waiting.values()) {
            Versioned.add(checkpoint, StateKind.OPERATOR_LIST, STATE, each, sink.getCommittableSerializer());
        }
        if (!retrying.isEmpty()) {
            List<C> due = retrying.stream().map(request -> request.committable).toList();
            Versioned.add(checkpoint, StateKind.OPERATOR_LIST, STATE, due, sink.getCommittableSerializer());
        }
    }

    /** Whether anything is prepared that no complete checkpoint holds. */
    boolean isWaiting() {
        return !fresh.isEmpty() || !waiting.isEmpty();
    }

    void commitUpTo(long checkpointId) throws Exception {
        NavigableMap<Long, List<C>> due = waiting.headMap(checkpointId, true);
        List<C> all = new ArrayList<>();
        due.values().forEach(all::addAll);
        due.clear();
        if (checkpointId == Long.MAX_VALUE) {
            all.addAll(fresh);
            fresh.clear();
        }
        commit(requests(all));
    }

    /** Whether the task has to live on because something is to be tried again and nobody else will. */
    boolean holdsTask() {
        return ended && !retrying.isEmpty();
    }

    /** No record will come any more. */
    void end() {
        ended = true;
    }

    private void retry() throws Exception {
        List<Request<C>> due = List.copyOf(retrying);
        retrying.clear();
        commit(due);
    }

    private List<Request<C>> requests(List<C> committables) {
        return committables.stream().map(Request<C>::new).toList();
    }

    private void commit(List<Request<C>> requests) throws Exception {
        if (requests.isEmpty()) {
            return;
        }
        requests.forEach(request -> request.again = false);
        committer.commit(new ArrayList<Committer.CommitRequest<C>>(requests));
        boolean firstToRetry = retrying.isEmpty();
        for (Request<C> request : requests) {
            Throwable failure = request.failure;
            if (failure != null) {
                throw new HeddleException(
                        FaultCategory.EXTERNAL,
                        new Problem(
                                "The sink '" + context.operator().name() + "' could not commit.",
                                String.valueOf(failure.getMessage()),
                                ""),
                        failure);
            }
            if (request.again) {
                request.retries++;
                retrying.add(request);
            }
        }
        if (firstToRetry && !retrying.isEmpty()) {
            context.operator().task().timers().at(context.operator().processingTimeMs() + RETRY_MS, due -> retry());
        }
    }

    void close() throws Exception {
        committer.close();
    }

    private static final class Request<C> implements Committer.CommitRequest<C> {
        private C committable;
        private int retries;
        private boolean again;
        private @Nullable Throwable failure;

        Request(C committable) {
            this.committable = committable;
        }

        @Override
        public C getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return retries;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            LOG.warn("Gave up committing {}", committable, t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            failure = t;
        }

        @Override
        public void retryLater() {
            again = true;
        }

        @Override
        public void updateAndRetryLater(C changed) {
            committable = changed;
            again = true;
        }

        @Override
        public void signalAlreadyCommitted() {
            LOG.info("{} had been committed before", committable);
        }
    }
}
