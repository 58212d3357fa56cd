package io.heddle.api.functions;

import io.heddle.api.connector.NeedsCheckpoints;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.OperatorStateStore;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sink with transactions: one is open between two checkpoints, is made ready when a checkpoint starts and committed when the
 * checkpoint is complete: every record is in exactly one committed transaction. Checkpoints must be on unless the job runs in
 * batch mode, where the only transaction is committed when its instance has ended.
 *
 * <p>Transactions and context are kept in checkpoints, so their types must be known.
 *
 * @param <I> the records
 * @param <TXN> a transaction: what is needed to commit or abort it, also in another process
 * @param <CONTEXT> what the instance wants to keep over transactions
 */
public abstract class TwoPhaseCommitSinkFunction<I, TXN, CONTEXT> extends RichSinkFunction<I>
        implements CheckpointedFunction, CheckpointListener, NeedsCheckpoints {
    private final TypeInformation<TXN> transactionType;
    private final TypeInformation<CONTEXT> contextType;
    private transient @Nullable ListState<Tuple2<Long, TXN>> pendingState;
    private transient @Nullable ListState<TXN> openState;
    private transient @Nullable ListState<CONTEXT> contextState;
    private transient @Nullable TXN currentTransaction;
    private transient @Nullable TreeMap<Long, TXN> pending;
    private transient @Nullable CONTEXT userContext;

    /** Starts with the types of transactions and context. */
    protected TwoPhaseCommitSinkFunction(TypeInformation<TXN> transactionType, TypeInformation<CONTEXT> contextType) {
        this.transactionType = transactionType;
        this.contextType = contextType;
    }

    /** Starts with serialisers that stand for the types of transactions and context. */
    protected TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer) {
        this(transactionSerializer.getTypeInformation(), contextSerializer.getTypeInformation());
    }

    /**
     * Writes a record into a transaction.
     *
     * @throws Exception fails the task
     */
    protected abstract void invoke(TXN transaction, I value, Context context) throws Exception;

    /**
     * Opens a transaction: at the start, and after each {@link #preCommit}.
     *
     * @throws Exception fails the task
     */
    protected abstract TXN beginTransaction() throws Exception;

    /**
     * Makes a transaction ready: everything is written out, so that committing can only fail for reasons from
     * outside. From now on it must survive the end of this process.
     *
     * @throws Exception fails the task
     */
    protected abstract void preCommit(TXN transaction) throws Exception;

    /**
     * Commits a transaction that was made ready; must be idempotent. Called when the checkpoint is complete, which
     * may be an interval and more later. An exception fails the task, and the next attempt commits again.
     */
    protected abstract void commit(TXN transaction);

    /** Gives up a transaction that was not made ready. */
    protected abstract void abort(TXN transaction);

    /** Commits a transaction of an earlier attempt; must be idempotent. */
    protected void recoverAndCommit(TXN transaction) {
        commit(transaction);
    }

    /** Gives up a transaction of an earlier attempt. */
    protected void recoverAndAbort(TXN transaction) {
        abort(transaction);
    }

    /** The context of a fresh start, if there is to be one. */
    protected Optional<CONTEXT> initializeUserContext() {
        return Optional.empty();
    }

    /** The context, if there is one. */
    protected Optional<CONTEXT> getUserContext() {
        return Optional.ofNullable(userContext);
    }

    /** Called with the transactions that were taken over, to release what they hold. */
    protected void finishRecoveringContext(Collection<TXN> handledTransactions) {}

    /** Called at the end of a bounded input, before the last transaction is made ready. */
    protected void finishProcessing(@Nullable TXN transaction) {}

    /** The open transaction, or null. */
    protected @Nullable TXN currentTransaction() {
        return currentTransaction;
    }

    @Override
    public final void invoke(I value) throws Exception {
        throw new UnsupportedOperationException("A two-phase commit sink is called with a context.");
    }

    @Override
    public final void invoke(I value, Context context) throws Exception {
        TXN transaction = currentTransaction;
        if (transaction == null) {
            throw new IllegalStateException("No transaction is open: initializeState was not called.");
        }
        invoke(transaction, value, context);
    }

    @Override
    public final void finish() throws Exception {
        finishProcessing(currentTransaction);
        TXN last = currentTransaction;
        if (last != null && !hasCheckpoints()) {
            currentTransaction = null;
            preCommit(last);
            commit(last);
        }
    }

    private boolean hasCheckpoints() {
        String interval = getRuntimeContext()
                .getExecutionConfig()
                .toConfiguration()
                .getString("execution.checkpointing.interval", "0");
        // A duration of zero, in whatever unit, says that there are none.
        return !interval.strip().matches("0+\\s*[a-zA-Z]*");
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        OperatorStateStore store = context.getOperatorStateStore();
        ListState<Tuple2<Long, TXN>> pendingList = store.getListState(
                new ListStateDescriptor<>("pending-transactions", Types.TUPLE(Types.LONG, transactionType)));
        ListState<TXN> openList = store.getListState(new ListStateDescriptor<>("open-transactions", transactionType));
        ListState<CONTEXT> contextList = store.getListState(new ListStateDescriptor<>("user-context", contextType));
        pendingState = pendingList;
        openState = openList;
        contextState = contextList;
        pending = new TreeMap<>();
        if (context.isRestored()) {
            for (CONTEXT restored : contextList.get()) {
                userContext = restored;
            }
            List<TXN> handled = new ArrayList<>();
            for (Tuple2<Long, TXN> ready : pendingList.get()) {
                handled.add(ready.f1);
                recoverAndCommit(ready.f1);
            }
            for (TXN open : openList.get()) {
                handled.add(open);
                recoverAndAbort(open);
            }
            finishRecoveringContext(handled);
        }
        if (userContext == null) {
            userContext = initializeUserContext().orElse(null);
        }
        currentTransaction = beginTransaction();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        TreeMap<Long, TXN> ready = Objects.requireNonNull(pending);
        TXN transaction = Objects.requireNonNull(currentTransaction);
        preCommit(transaction);
        ready.put(context.getCheckpointId(), transaction);
        TXN next = beginTransaction();
        currentTransaction = next;
        List<Tuple2<Long, TXN>> pendingNow = new ArrayList<>();
        ready.forEach((checkpoint, txn) -> pendingNow.add(Tuple2.of(checkpoint, txn)));
        Objects.requireNonNull(pendingState).update(pendingNow);
        Objects.requireNonNull(openState).update(List.of(next));
        CONTEXT kept = userContext;
        Objects.requireNonNull(contextState).update(kept == null ? List.of() : List.of(kept));
    }

    @Override
    public final void notifyCheckpointComplete(long checkpointId) throws Exception {
        Map<Long, TXN> ready = Objects.requireNonNull(pending).headMap(checkpointId, true);
        Iterator<TXN> transactions = ready.values().iterator();
        while (transactions.hasNext()) {
            commit(transactions.next());
            transactions.remove();
        }
    }

    @Override
    public void close() throws Exception {
        TXN transaction = currentTransaction;
        if (transaction != null) {
            // What is ready but not committed stays: the next attempt commits it out of the checkpoint.
            currentTransaction = null;
            abort(transaction);
        }
    }
}
