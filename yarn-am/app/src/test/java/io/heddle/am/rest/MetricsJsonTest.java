package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsJsonTest {
    private static Call call(Map<String, List<String>> query) {
        return new Call(Verb.GET, "/jobs/metrics", Map.of(), query, new byte[0], "owner");
    }

    @Test
    void theQueryChoosesMetricsByNameAndCommaListsAndRepetitionMeanTheSame() {
        Map<String, Long> values = Map.of("a", 1L, "b", 2L, "c", 3L);
        assertEquals(3, MetricsJson.list(call(Map.of()), values).size());
        assertEquals(
                2, MetricsJson.list(call(Map.of("get", List.of("a,b"))), values).size());
        assertEquals(
                2,
                MetricsJson.list(call(Map.of("get", List.of("a", "c"))), values).size());
        assertEquals(
                List.of(Map.of("id", "b", "value", "2")), MetricsJson.list(call(Map.of("get", List.of("b"))), values));
        assertEquals(List.of(), MetricsJson.list(call(Map.of("get", List.of("unknown"))), values));
    }

    @Test
    void membersArePutTogetherMetricByMetricEvenIfSomeLackOne() {
        List<Map<String, Object>> together = MetricsJson.together(
                call(Map.of("get", List.of("rss"))),
                List.of(Map.of("rss", 10L, "heap", 1L), Map.of("rss", 30L), Map.of()));
        assertEquals(List.of(Map.of("id", "rss", "min", 10L, "max", 30L, "avg", 20.0, "sum", 40L)), together);
    }
}
