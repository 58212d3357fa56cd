package io.heddle.coordinator.job;

import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.PlanHash;
import java.io.IOException;

/**
 * A job as it was handed in.
 *
 * @param encoded the plan's bytes as the client sent them: what its hash is about and what workers get
 * @param admittedMs wall-clock time
 */
public record Submission(JobPlan plan, byte[] encoded, long planHash, StartOptions options, long admittedMs) {

    /**
     * Reads the plan.
     *
     * @throws IOException if the bytes are not a plan
     */
    public static Submission of(byte[] encoded, StartOptions options, long admittedMs) throws IOException {
        return new Submission(ControlCodec.decodePlan(encoded), encoded, PlanHash.of(encoded), options, admittedMs);
    }
}
