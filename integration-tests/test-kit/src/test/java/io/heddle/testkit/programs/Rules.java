package io.heddle.testkit.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;

/** Events that come before a rule wait for it, so that the result does not depend on who is first. */
final class Rules extends KeyedBroadcastProcessFunction<String, Event, Tuple2<String, Long>, String> {
    static final MapStateDescriptor<String, Long> RULES = new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);

    private final MapStateDescriptor<Long, Event> waiting =
            new MapStateDescriptor<>("waiting", Types.LONG, Types.POJO(Event.class));

    @Override
    public void processElement(Event event, ReadOnlyContext ctx, Collector<String> out) throws Exception {
        Long most = ctx.getBroadcastState(RULES).get(event.what);
        if (most == null) {
            getRuntimeContext().getMapState(waiting).put(event.timestamp, event);
        } else {
            judge(event, most, out);
        }
    }

    @Override
    public void processBroadcastElement(Tuple2<String, Long> rule, Context ctx, Collector<String> out)
            throws Exception {
        ctx.getBroadcastState(RULES).put(rule.f0, rule.f1);
        ctx.applyToKeyedState(waiting, (String key, MapState<Long, Event> state) -> {
            for (Event event : state.values()) {
                if (event.what.equals(rule.f0)) {
                    judge(event, rule.f1, out);
                }
            }
        });
    }

    private static void judge(Event event, long most, Collector<String> out) {
        if (event.amount > most) {
            out.collect(event.user + " has too much " + event.what);
        }
    }
}
