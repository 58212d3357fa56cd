package io.heddle.examples.ledger;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.CheckpointingMode;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.TypeInformation;

/**
 * Puts amounts to accounts, exactly once, whatever fails meanwhile; {@link LedgerCheck} tells whether that is true.
 *
 * <p>{@code Ledger --output DIR [--sources N] [--records N] [--accounts N] [--rate ENTRIES_PER_SECOND]
 * [--checkpoint-ms N]}: each of the sources makes so many records, at a rate that all of them share (0: no limit).
 */
public final class Ledger {
    private Ledger() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        int sources = parameters.getInt("sources", 2);
        long records = parameters.getLong("records", 100_000);
        long accounts = parameters.getLong("accounts", 1000);
        double rate = parameters.getDouble("rate", 0);

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(parameters.getLong("checkpoint-ms", 1000), CheckpointingMode.EXACTLY_ONCE);
        // As many splits as sources, so that each source's entries come in order.
        DataGeneratorSource<Entry> entries = new DataGeneratorSource<>(
                number -> Entry.numbered(number, records, accounts),
                sources * records,
                rate > 0 ? RateLimiterStrategy.perSecond(rate) : RateLimiterStrategy.noOp(),
                TypeInformation.of(Entry.class));
        env.fromSource(entries, WatermarkStrategy.noWatermarks(), "entries")
                .setParallelism(sources)
                .uid("entries")
                .keyBy(Entry::account)
                .process(new Accounts())
                .uid("accounts")
                .name("accounts")
                .addSink(new CommittedFiles(parameters.getRequired("output")))
                .uid("files")
                .name("files");
        env.execute("Ledger");
    }
}
