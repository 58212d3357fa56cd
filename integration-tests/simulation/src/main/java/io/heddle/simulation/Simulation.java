package io.heddle.simulation;

import java.util.Arrays;

/** Runs seeds. */
public final class Simulation {
    private Simulation() {}

    /**
     * What came of one seed.
     *
     * @param problem what went wrong, or empty
     * @param fingerprint equal for equal runs
     * @param trace what happened, if it was asked for
     */
    public record Result(long seed, String problem, long fingerprint, String trace) {

        public boolean isGood() {
            return problem.isEmpty();
        }
    }

    /** Runs one seed to its end; the same arguments give the same result. */
    public static Result run(long seed, Mutation mutation, boolean verbose) {
        World world = new World(seed, mutation, verbose);
        String problem = "";
        try {
            world.run();
        } catch (RuntimeException e) {
            String where = e instanceof Violation ? "" : " at " + Arrays.toString(e.getStackTrace());
            problem = "seed " + seed + ": " + e + where;
        }
        return new Result(seed, problem, world.trace.fingerprint(), world.trace.text());
    }
}
