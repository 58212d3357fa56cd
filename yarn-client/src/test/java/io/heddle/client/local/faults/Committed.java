package io.heddle.client.local.faults;

import io.heddle.api.functions.TwoPhaseCommitSinkFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what is committed, in this process; a transaction that is committed twice counts once, as its name is the same. */
final class Committed extends TwoPhaseCommitSinkFunction<String, Tuple2<String, List<String>>, String> {
    /** By name. */
    static final Map<String, List<String>> TRANSACTIONS = new ConcurrentHashMap<>();

    Committed() {
        super(Types.TUPLE(Types.STRING, Types.LIST(Types.STRING)), Types.STRING);
    }

    @Override
    protected Tuple2<String, List<String>> beginTransaction() {
        return Tuple2.of(UUID.randomUUID().toString(), new ArrayList<>());
    }

    @Override
    protected void invoke(Tuple2<String, List<String>> transaction, String value, Context context) {
        Objects.requireNonNull(transaction.f1).add(value);
    }

    @Override
    protected void preCommit(Tuple2<String, List<String>> transaction) {}

    @Override
    protected void commit(Tuple2<String, List<String>> transaction) {
        TRANSACTIONS.put(Objects.requireNonNull(transaction.f0), List.copyOf(Objects.requireNonNull(transaction.f1)));
    }

    @Override
    protected void abort(Tuple2<String, List<String>> transaction) {}
}
