package io.heddle.examples.ledger;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps each account's number of entries and balance in keyed state. */
final class Accounts extends KeyedProcessFunction<Long, Entry, Booking> {
    private transient @Nullable ValueState<Account> accounts;

    /** What is kept of an account. */
    public record Account(long entries, long balance) {}

    @Override
    public void open(OpenContext context) {
        accounts = getRuntimeContext().getState(new ValueStateDescriptor<>("account", Account.class));
    }

    @Override
    public void processElement(Entry entry, Context context, Collector<Booking> out) throws Exception {
        ValueState<Account> state = Objects.requireNonNull(accounts);
        Account before = state.value();
        Account after = before == null
                ? new Account(1, entry.amount())
                : new Account(before.entries() + 1, before.balance() + entry.amount());
        state.update(after);
        out.collect(new Booking(entry, after.entries(), after.balance()));
    }
}
