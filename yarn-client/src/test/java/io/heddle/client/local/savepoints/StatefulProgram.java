package io.heddle.client.local.savepoints;

import io.heddle.api.datastream.BroadcastStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from 0 on, each put to one of some keys. The program has state of every kind, and each kind can tell how many
 * numbers there have been, so that lost and doubled ones show.
 */
final class StatefulProgram {
    static final long KEYS = 997;
    private static final long FAR = 1L << 50;
    static final List<String> RULE_NAMES = List.of("a", "b", "c");
    private static final MapStateDescriptor<String, Long> RULES =
            new MapStateDescriptor<>("rules", String.class, Long.class);

    /** The number after the last one made. */
    static final AtomicLong POSITION = new AtomicLong();
    /** The first number that is not to be made. */
    static final AtomicLong LIMIT = new AtomicLong();

    static final AtomicLong SEEN = new AtomicLong();
    /** Where the source stood in the newest snapshot. */
    static final AtomicLong SAVED = new AtomicLong();
    /** Where the source went on after the last restore. */
    static final AtomicLong RESTORED_AT = new AtomicLong(-1);

    /** How often a task has yet to hear of a rule. */
    static final AtomicLong RULES_MISSING = new AtomicLong();

    static final AtomicLong RESTORED_LIST = new AtomicLong();
    static final Queue<Long> RESTORED_UNIONS = new ConcurrentLinkedQueue<>();
    static final Queue<String> COMPLAINTS = new ConcurrentLinkedQueue<>();
    static final Set<String> MISSING_RULES = ConcurrentHashMap.newKeySet();
    static final Map<Long, List<Long>> FIRED = new ConcurrentHashMap<>();

    private StatefulProgram() {}

    static void forgetAll() {
        POSITION.set(0);
        COMPLAINTS.clear();
        MISSING_RULES.clear();
        FIRED.clear();
        forgetRun();
    }

    static void forgetRun() {
        SEEN.set(0);
        RESTORED_AT.set(-1);
        RESTORED_LIST.set(0);
        RESTORED_UNIONS.clear();
    }

    static void build(StreamExecutionEnvironment env, int maxParallelism) {
        env.setMaxParallelism(maxParallelism);
        BroadcastStream<String> rules =
                env.fromCollection(RULE_NAMES).uid("rules").broadcast(RULES);
        DataStream<Long> numbers = env.addSource(new Numbers(), TypeInformation.of(Long.class))
                .setParallelism(1)
                .uid("numbers")
                .name("numbers");
        numbers.rebalance()
                .map(new Counted())
                .uid("counted")
                .name("counted")
                .connect(rules)
                .process(new Ruled())
                .uid("ruled")
                .name("ruled")
                .keyBy(number -> number % KEYS, TypeInformation.of(Long.class))
                .process(new PerKey())
                .uid("per-key")
                .name("per key")
                .addSink(new Results())
                .uid("results")
                .name("results");
    }

    static final class Numbers implements SourceFunction<Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1;
        private transient @Nullable ListState<Long> saved;
        private long next;
        private volatile boolean running = true;

        @Override
        public void run(SourceContext<Long> context) {
            while (running && next < LIMIT.get()) {
                synchronized (context.getCheckpointLock()) {
                    context.collect(next);
                    next++;
                    POSITION.set(next);
                }
            }
        }

        @Override
        public void cancel() {
            running = false;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            if (saved != null) {
                saved.update(List.of(next));
                SAVED.set(next);
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("position", Long.class));
            for (long each : saved.get()) {
                next = each;
                RESTORED_AT.set(each);
            }
        }
    }

    /** Operator state: each task's own count, once as a list that is dealt out and once as a union. */
    static final class Counted extends RichMapFunction<Long, Long> implements CheckpointedFunction {
        private static final long serialVersionUID = 1;
        private transient @Nullable ListState<Long> list;
        private transient @Nullable ListState<Long> union;
        private long own;

        @Override
        public Long map(Long number) {
            own++;
            SEEN.incrementAndGet();
            return number;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            if (list != null && union != null) {
                list.update(List.of(own));
                union.update(List.of(own));
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            list = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("own", Long.class));
            union = context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("all", Long.class));
            if (context.isRestored()) {
                for (long each : list.get()) {
                    own += each;
                }
                RESTORED_LIST.addAndGet(own);
                long all = 0;
                for (long each : union.get()) {
                    all += each;
                }
                RESTORED_UNIONS.add(all);
            }
        }
    }

    /** Broadcast state: three rules, which a run that goes on has from its beginning. */
    static final class Ruled extends BroadcastProcessFunction<Long, String, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(Long number, ReadOnlyContext context, Collector<Long> out) throws Exception {
            if (RESTORED_AT.get() >= 0) {
                for (String rule : RULE_NAMES) {
                    if (!context.getBroadcastState(RULES).contains(rule)) {
                        MISSING_RULES.add(rule);
                    }
                }
            }
            out.collect(number);
        }

        @Override
        public void processBroadcastElement(
                String rule, BroadcastProcessFunction<Long, String, Long>.Context context, Collector<Long> out)
                throws Exception {
            BroadcastState<String, Long> state = context.getBroadcastState(RULES);
            state.put(rule, 1L);
            RULES_MISSING.decrementAndGet();
        }
    }

    /** Keyed state of three kinds and one timer for each key, which fires when event time is over. */
    static final class PerKey extends KeyedProcessFunction<Long, Long, List<Long>> {
        private static final long serialVersionUID = 1;
        private transient @Nullable ValueState<Long> count;
        private transient @Nullable MapState<String, Long> byParity;
        private transient @Nullable ListState<Long> every50th;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
            byParity = getRuntimeContext().getMapState(new MapStateDescriptor<>("by-parity", String.class, Long.class));
            every50th = getRuntimeContext().getListState(new ListStateDescriptor<>("every-50th", Long.class));
        }

        @Override
        public void processElement(
                Long number, KeyedProcessFunction<Long, Long, List<Long>>.Context context, Collector<List<Long>> out)
                throws Exception {
            if (count == null || byParity == null || every50th == null) {
                return;
            }
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            if (before == null) {
                context.timerService().registerEventTimeTimer(FAR + context.getCurrentKey());
            }
            count.update(now);
            String parity = number % 2 == 0 ? "even" : "odd";
            Long half = byParity.get(parity);
            byParity.put(parity, half == null ? 1 : half + 1);
            if (now % 50 == 0) {
                every50th.add(number);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<List<Long>> out) throws Exception {
            if (count == null || byParity == null || every50th == null) {
                return;
            }
            long halves = 0;
            for (long half : byParity.values()) {
                halves += half;
            }
            long listed = 0;
            for (Long unused : every50th.get()) {
                listed++;
            }
            Long counted = count.value();
            out.collect(
                    List.of(context.getCurrentKey(), timestamp - FAR, counted == null ? 0 : counted, halves, listed));
        }
    }

    static final class Results implements SinkFunction<List<Long>> {
        private static final long serialVersionUID = 1;

        @Override
        public void invoke(List<Long> result, SinkFunction.Context context) {
            if (FIRED.put(result.get(0), result) != null) {
                COMPLAINTS.add("the timer of key " + result.get(0) + " has fired twice");
            }
        }
    }
}
