package io.heddle.client.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitStatusesTest {
    @Test
    void statuses_are_attributed() {
        assertEquals(Verdict.Blame.MEMORY, ExitStatuses.verdict(-104, "").attributedTo());
        assertEquals(Verdict.Blame.MEMORY, ExitStatuses.verdict(-103, "").attributedTo());
        assertEquals(Verdict.Blame.SCHEDULER, ExitStatuses.verdict(-102, "").attributedTo());
        assertEquals(Verdict.Blame.NODE, ExitStatuses.verdict(-101, "").attributedTo());
        assertEquals(Verdict.Blame.NODE, ExitStatuses.verdict(137, "").attributedTo());
        assertEquals(
                Verdict.Blame.MEMORY,
                ExitStatuses.verdict(137, "is running beyond the 'PHYSICAL' memory limit")
                        .attributedTo());
        assertEquals(Verdict.Blame.OPERATOR, ExitStatuses.verdict(143, "").attributedTo());
        assertEquals(Verdict.Blame.NOBODY, ExitStatuses.verdict(0, "").attributedTo());
        for (int status = -110; status < 256; status++) {
            assertFalse(ExitStatuses.verdict(status, "").cause().isEmpty());
        }
    }

    @Test
    void the_status_is_found_in_what_yarn_says() {
        assertEquals(
                Optional.of(-104),
                ExitStatuses.in("AM Container for appattempt_1 exited with  exitCode: -104\nFailing this attempt."));
        assertEquals(Optional.of(137), ExitStatuses.in("Container killed on request. Exit code is 137"));
        assertEquals(Optional.empty(), ExitStatuses.in("Application killed by user."));
    }
}
