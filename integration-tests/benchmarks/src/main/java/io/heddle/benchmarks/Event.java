package io.heddle.benchmarks;

/** The five-field record of the benchmarks, a POJO by the rules of both engines. */
public final class Event {
    public long id;
    public int key;
    public long amount;
    public double price;
    public String name = "";

    public Event() {}

    /** The record with number {@code n}; its key is one of {@code keys}, spread so that neighbours differ. */
    public static Event of(long n, int keys) {
        Event event = new Event();
        event.id = n;
        event.key = (int) (((n * 0x9E3779B97F4A7C15L) >>> 33) % keys);
        // Never 0: Jet puts out no result of a window whose sum is that of no record at all.
        event.amount = 1 + (n & 1023);
        event.price = n * 0.25;
        event.name = NAMES[(int) (n & 7)];
        return event;
    }

    private static final String[] NAMES = {
        "auction", "bid", "person", "category", "seller", "reserve", "initial", "extra"
    };
}
