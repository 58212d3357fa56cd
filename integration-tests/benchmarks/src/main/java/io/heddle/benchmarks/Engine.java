package io.heddle.benchmarks;

/** One of the two engines, as its child process sees it. */
interface Engine {

    /** Runs the pipeline once to its end and leaves count and checksum in {@link Probe}. */
    void run(Workload workload, long records, int parallelism) throws Exception;
}
