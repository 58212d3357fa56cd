package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.testing.OperatorHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeSanityTest {
    private static final long NOW = 1_000_000;

    private static OperatorHarness harness(Map<String, String> properties) throws Exception {
        OperatorSpec spec = new OperatorSpec.TimestampsAndWatermarks<>(
                WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, before) -> value));
        OperatorHarness harness = new OperatorHarness(spec, Operators::make, List.of(), properties).open();
        harness.processingTime(NOW);
        return harness;
    }

    private static Map<String, String> mode(String mode) {
        return Map.of("time.sanity", mode, "time.sanity.past", "10 s", "time.sanity.future", "1 s");
    }

    @Test
    void strangeTimestampsAreClampedRejectedOrLeft() throws Exception {
        for (Map.Entry<String, List<String>> each : Map.of(
                        "warn", List.of("0@0", "999000@999000", "9999999999999@9999999999999"),
                        "clamp", List.of("0@990000", "999000@999000", "9999999999999@1001000"),
                        "reject", List.of("999000@999000"),
                        "side-output", List.of("999000@999000"))
                .entrySet()) {
            OperatorHarness harness = harness(mode(each.getKey()));
            harness.taken();
            harness.record(0L, Long.MIN_VALUE);
            harness.record(999_000L, Long.MIN_VALUE);
            harness.record(9_999_999_999_999L, Long.MIN_VALUE);
            assertEquals(each.getValue(), harness.taken());
        }
    }

    @Test
    void boundsFollowTheClock() throws Exception {
        for (Map.Entry<String, List<String>> each : Map.of(
                        "clamp", List.of("0@990000", "1005000@1001000", "W 1000999", "0@995000", "1005000@1005000"),
                        "reject", List.of("1005000@1005000"))
                .entrySet()) {
            OperatorHarness harness = harness(mode(each.getKey()));
            harness.taken();
            harness.record(0L, Long.MIN_VALUE);
            harness.record(1_005_000L, Long.MIN_VALUE);
            harness.processingTime(NOW + 5_000);
            harness.record(0L, Long.MIN_VALUE);
            harness.record(1_005_000L, Long.MIN_VALUE);
            assertEquals(each.getValue(), harness.taken());
        }
    }
}
