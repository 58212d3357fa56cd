package io.heddle.benchmarks.nexmark;

/** An item on sale; a POJO by the rules of both engines. */
public final class Auction {
    public long id;
    public String item = "";
    public String description = "";
    public long initialBid;
    public long reserve;
    public long timeMs;
    public long expiresMs;
    public long seller;
    public int category;
    public String extra = "";

    public Auction() {}
}
