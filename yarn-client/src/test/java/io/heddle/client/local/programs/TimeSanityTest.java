package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.eventtime.StrangeTimestamps;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to timestamps that cannot be. */
@Timeout(600)
class TimeSanityTest {
    @Test
    void timestampsThatCannotBeLeaveByTheSide() throws Exception {
        var env = environment(2);
        env.getConfiguration().setString("time.sanity", "side-output");
        long nowMs = System.currentTimeMillis();
        var good = env.fromData(nowMs, 0L, nowMs + 86_400_000L)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((n, before) -> n));
        var strange = good.getSideOutput(StrangeTimestamps.tag(Types.LONG));
        assertEquals(
                Programs.sorted(List.of("good " + nowMs, "strange 0", "strange " + (nowMs + 86_400_000L))),
                Programs.sorted(good.map(n -> "good " + n)
                        .returns(Types.STRING)
                        .union(strange.map(n -> "strange " + n).returns(Types.STRING))));
    }
}
