package io.heddle.simulation;

import java.io.PrintStream;

/** {@code SimulationMain [seeds] [first seed] [mutation]}: runs many seeds and prints those that fail; one seed alone with its trace. */
public final class SimulationMain {
    private static final int DEFAULT_SEEDS = 20_000;

    private SimulationMain() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_SEEDS;
        long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Mutation mutation = args.length > 2 ? Mutation.valueOf(args[2]) : Mutation.NONE;
        int failed = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Simulation.Result result = Simulation.run(seed, mutation, seeds == 1);
            if (seeds == 1) {
                out.println(result.trace());
            }
            if (!result.isGood()) {
                failed++;
                out.println(result.problem());
            }
        }
        out.println(seeds + " seeds, " + failed + " failed");
        if (failed > 0) {
            throw new IllegalStateException(failed + " of " + seeds + " seeds failed; each is printed above.");
        }
    }
}
