package io.heddle.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.StreamExecutionEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks for something of a job that has just ended is told so, and does not wait for ever. */
@Timeout(600)
class EndedClusterTest {
    private static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    }

    @Test
    void whatComesAfterTheEndIsAnswered() throws Exception {
        StreamExecutionEnvironment env = environment();
        env.fromSequence(1, 3).print();
        JobClient job = env.executeAsync("over");
        job.getJobExecutionResult().get();
        assertEquals(JobStatus.FINISHED, job.getJobStatus().get(60, TimeUnit.SECONDS));
        // Refused by the master, or by nobody if it has gone with its cluster: both say so.
        assertThrows(ExecutionException.class, () -> job.cancel().get(60, TimeUnit.SECONDS));
    }

    @Test
    void whoWantsNoMoreOfAJobThatHasEndedMeanwhileMaySaySo() throws Exception {
        StreamExecutionEnvironment env = environment();
        CloseableIterator<Long> some = env.fromSequence(1, 3).collectAsync();
        JobClient job = env.executeAsync("few");
        while (!job.getJobStatus().get().isGloballyTerminalState()) {
            Thread.onSpinWait();
        }
        some.close();
        assertEquals(JobStatus.FINISHED, job.getJobStatus().get());
    }
}
