package io.heddle.benchmarks.nexmark;

/**
 * Events of the Nexmark model (Tucker, Tufte, Papadimos, Maier: NEXMark, a benchmark for queries over data streams, 2002):
 * of 50 events one is a person, three are auctions and 46 are bids, half of the bids go to a hot auction and three quarters
 * come from a hot bidder. Event n depends on n alone, so that every engine and every parallelism sees the same stream.
 * Texts come from small tables, so that making an event costs far less than working on it.
 */
public final class Generator {
    /** Events of one cycle. */
    public static final int CYCLE = 50;

    /** Events in a millisecond of event time. */
    public static final int EVENTS_PER_MS = 10;

    private static final int AUCTIONS_PER_CYCLE = 3;
    private static final long FIRST_ID = 1000;
    private static final int ACTIVE_PEOPLE = 1000;
    private static final int IN_FLIGHT_AUCTIONS = 100;
    private static final int HOT_STEP = 100;
    private static final int FIRST_CATEGORY = 10;
    private static final int CATEGORIES = 5;
    private static final long BASE_MS = 1_436_918_400_000L;
    private static final long[] MAGNITUDES = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private static final String[] NAMES = {"Peter Shultz", "Paul Abrams", "Luke Jones", "Julie Bartels", "Vicky Noris"};
    private static final String[] CITIES = {"Phoenix", "Palo Alto", "Boise", "Portland", "Bend", "Redmond", "Kent"};
    private static final String[] STATES = {"AZ", "CA", "ID", "OR", "WA", "WY"};
    private static final String[] CHANNELS = {"Google", "Facebook", "Baidu", "Apple"};
    private static final String[] URLS = urls();
    private static final String EXTRA = "x".repeat(48);

    private Generator() {}

    /** Whether event n is a person. */
    public static boolean isPerson(long n) {
        return n % CYCLE == 0;
    }

    /** Whether event n is an auction. */
    public static boolean isAuction(long n) {
        long offset = n % CYCLE;
        return offset > 0 && offset <= AUCTIONS_PER_CYCLE;
    }

    /** Whether event n is a bid. */
    public static boolean isBid(long n) {
        return n % CYCLE > AUCTIONS_PER_CYCLE;
    }

    /** Event time of event n. */
    public static long timeMs(long n) {
        return BASE_MS + n / EVENTS_PER_MS;
    }

    /** Event n, which is a person. */
    public static Person person(long n) {
        long random = mix(n);
        Person person = new Person();
        person.id = lastPerson(n);
        person.name = NAMES[pick(random, NAMES.length)];
        person.email = URLS[pick(random >>> 8, URLS.length)];
        person.creditCard = "1234 5678";
        person.city = CITIES[pick(random >>> 16, CITIES.length)];
        person.state = STATES[pick(random >>> 24, STATES.length)];
        person.timeMs = timeMs(n);
        person.extra = EXTRA;
        return person;
    }

    /** Event n, which is an auction. */
    public static Auction auction(long n) {
        long random = mix(n);
        Auction auction = new Auction();
        auction.id = lastAuction(n);
        auction.item = NAMES[pick(random, NAMES.length)];
        auction.description = EXTRA;
        auction.initialBid = price(random >>> 4);
        auction.reserve = auction.initialBid + price(random >>> 12);
        auction.timeMs = timeMs(n);
        auction.expiresMs = auction.timeMs + 50 + pick(random >>> 20, 200);
        auction.seller = pick(random >>> 28, 4) > 0 ? hot(lastPerson(n)) : activePerson(n, random);
        auction.category = FIRST_CATEGORY + pick(random >>> 36, CATEGORIES);
        auction.extra = EXTRA;
        return auction;
    }

    /** Event n, which is a bid. */
    public static Bid bid(long n) {
        long random = mix(n);
        long last = lastAuction(n);
        Bid bid = new Bid();
        bid.auction = (random & 1) == 0 ? hot(last) : Math.max(FIRST_ID, last - pick(random >>> 3, IN_FLIGHT_AUCTIONS));
        bid.bidder = pick(random >>> 12, 4) > 0 ? hot(lastPerson(n)) + 1 : activePerson(n, random);
        bid.price = price(random >>> 20);
        bid.channel = CHANNELS[pick(random >>> 32, CHANNELS.length)];
        bid.url = URLS[pick(random >>> 40, URLS.length)];
        bid.timeMs = timeMs(n);
        bid.extra = EXTRA;
        return bid;
    }

    private static long lastPerson(long n) {
        return FIRST_ID + n / CYCLE;
    }

    private static long lastAuction(long n) {
        long offset = Math.min(AUCTIONS_PER_CYCLE, n % CYCLE);
        return FIRST_ID + n / CYCLE * AUCTIONS_PER_CYCLE + Math.max(0, offset - 1);
    }

    private static long hot(long last) {
        return last / HOT_STEP * HOT_STEP;
    }

    private static long activePerson(long n, long random) {
        return Math.max(FIRST_ID, lastPerson(n) - pick(random >>> 44, ACTIVE_PEOPLE));
    }

    private static long price(long random) {
        long magnitude = MAGNITUDES[pick(random, MAGNITUDES.length)];
        return magnitude + ((random >>> 4) & 0xFFFF) % magnitude;
    }

    private static int pick(long random, int bound) {
        return (int) (((random & 0xFFFF) * bound) >>> 16);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long n) {
        long z = (n + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static String[] urls() {
        String[] urls = new String[256];
        for (int i = 0; i < urls.length; i++) {
            String channel = i % 3 == 0 ? "" : "?query=1&channel_id=" + i * 37;
            urls[i] = "https://www.nexmark.com/d" + i % 7 + "/item" + i % 11 + "/page" + i + ".htm" + channel;
        }
        return urls;
    }
}
