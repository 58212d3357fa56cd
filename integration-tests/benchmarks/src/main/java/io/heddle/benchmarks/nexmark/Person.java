package io.heddle.benchmarks.nexmark;

/** Somebody who sells and bids; a POJO by the rules of both engines. */
public final class Person {
    public long id;
    public String name = "";
    public String email = "";
    public String creditCard = "";
    public String city = "";
    public String state = "";
    public long timeMs;
    public String extra = "";

    public Person() {}
}
