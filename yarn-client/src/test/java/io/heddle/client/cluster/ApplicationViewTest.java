package io.heddle.client.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.client.cluster.ApplicationView.Outcome;
import io.heddle.client.cluster.ApplicationView.State;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationViewTest {
    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, '', false",
        "ACCEPTED, appattempt_1795293055680_0009_000001, false",
        "RUNNING, appattempt_1795293055680_0009_000001, true",
        "ACCEPTED, appattempt_1795293055680_0009_000002, true",
        "FAILED, appattempt_1795293055680_0009_000010, false"
    })
    void jobsOutliveTheirFirstMaster(State state, String attempt, boolean mayHaveJobs) {
        ApplicationView view = new ApplicationView(
                "application_1795293055680_0009",
                "",
                "Heddle",
                "me",
                "default",
                state,
                Outcome.UNDEFINED,
                "",
                "",
                -1,
                "",
                attempt,
                0,
                0,
                Set.of());
        assertEquals(mayHaveJobs, view.mayHaveJobs());
    }
}
