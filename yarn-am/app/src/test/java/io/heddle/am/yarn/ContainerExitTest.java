package io.heddle.am.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.am.yarn.ContainerExit.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerExitTest {

    @ParameterizedTest
    @CsvSource({
        "0, ENDED",
        "-100, RELEASED",
        "-101, NODE",
        "-102, PREEMPTED",
        "-103, MEMORY",
        "-104, MEMORY",
        "-105, RELEASED",
        "-106, NODE",
        "-107, RELEASED",
        "-108, PREEMPTED",
        "-1000, LAUNCH",
        "3, PROCESS",
        "137, KILLED",
        "143, KILLED",
        "130, KILLED",
        "134, PROCESS",
        "1, PROCESS"
    })
    void everyStatusHasACause(int status, Cause cause) {
        assertEquals(cause, ContainerExit.of(status, "").cause());
    }

    @Test
    void aMemoryKillNamesTheKnobAndKeepsYarnsNumbers() {
        String sentence = ContainerExit.of(-104, "1.1 GB of 1 GB physical memory used\n\n")
                .sentence();
        assertTrue(sentence.contains("taskmanager.memory.process.size"), sentence);
        assertTrue(sentence.contains("1.1 GB of 1 GB"), sentence);
    }
}
