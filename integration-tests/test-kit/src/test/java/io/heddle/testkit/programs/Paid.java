package io.heddle.testkit.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessJoinFunction;

/** Says when a payment came after its order. */
final class Paid extends ProcessJoinFunction<Event, Event, String> {
    @Override
    public void processElement(Event order, Event payment, Context ctx, Collector<String> out) {
        out.collect(order.user + " paid " + payment.amount + " after "
                + (ctx.getRightTimestamp() - ctx.getLeftTimestamp()));
    }
}
