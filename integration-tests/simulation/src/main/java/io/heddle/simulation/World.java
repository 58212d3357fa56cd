package io.heddle.simulation;

import io.heddle.core.control.WorkerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time, chance, and the queue of what will happen; and all parts of the application by name. */
final class World {
    private static final int MAX_STEPS = 2_000_000;

    final Random random;
    final Trace trace;
    final Scenario scenario;
    final SimLedger ledger;
    final SimStorage storage = new SimStorage();
    final Output output;
    final SimYarn yarn;
    final Invariants invariants;
    final Client client;
    final SortedMap<WorkerId, SimWorker> workers = new TreeMap<>();
    final List<SimMaster> masters = new ArrayList<>();

    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atMs).thenComparingLong(Happening::number));
    private long nowMs = 1_000_000;
    private long nextNumber;
    private boolean over;

    private record Happening(long atMs, long number, Runnable what) {}

    World(long seed, Mutation mutation, boolean verbose) {
        random = new Random(seed);
        trace = new Trace(verbose);
        scenario = Scenario.draw(random, mutation);
        ledger = new SimLedger(this);
        output = new Output(mutation == Mutation.DOUBLE_COMMIT);
        yarn = new SimYarn(this);
        invariants = new Invariants(this);
        client = new Client(this);
    }

    long nowMs() {
        return nowMs;
    }

    /** Whether the application has ended. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    void in(long delayMs, Runnable what) {
        at(nowMs + delayMs, what);
    }

    void at(long atMs, Runnable what) {
        future.add(new Happening(Math.max(atMs, nowMs), nextNumber++, what));
    }

    /** A number from 0 to {@code bound} (inclusive). */
    long upTo(long bound) {
        return bound <= 0 ? 0 : random.nextLong(bound + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    void say(String what) {
        trace.line(nowMs, what);
    }

    /** Runs until the application has ended. */
    void run() {
        yarn.startApplication();
        client.start();
        new Faults(this).start();
        for (int step = 0; !over; step++) {
            Happening next = future.poll();
            if (next == null || step > MAX_STEPS || next.atMs() > scenario.mustEndMs()) {
                throw new Violation("The application has not ended although its faults have; jobs: " + jobs());
            }
            nowMs = next.atMs();
            next.what().run();
            invariants.check();
        }
        invariants.checkEnd();
    }

    private String jobs() {
        return masters.isEmpty()
                ? "no master"
                : latest().coordinator().cluster().jobs().toString();
    }

    /** The master of the latest attempt. */
    SimMaster latest() {
        return masters.get(masters.size() - 1);
    }
}
