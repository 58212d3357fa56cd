package io.heddle.benchmarks.nexmark;

/** An offer; a POJO by the rules of both engines. */
public final class Bid {
    public long auction;
    public long bidder;
    public long price;
    public String channel = "";
    public String url = "";
    public long timeMs;
    public String extra = "";

    public Bid() {}
}
