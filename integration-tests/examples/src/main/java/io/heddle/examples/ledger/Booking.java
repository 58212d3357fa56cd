package io.heddle.examples.ledger;

import java.util.StringTokenizer;

/**
 * An entry and what it made of its account.
 *
 * @param number how many entries the account has had, this one included
 * @param balance the sum of them
 */
public record Booking(Entry entry, long number, long balance) {

    /** As a line: source, sequence, account, amount, number, balance. */
    String line() {
        return entry.source() + " " + entry.sequence() + " " + entry.account() + " " + entry.amount() + " " + number
                + " " + balance;
    }

    static Booking parse(String line) {
        StringTokenizer fields = new StringTokenizer(line, " ");
        if (fields.countTokens() != 6) {
            throw new IllegalArgumentException("'" + line + "' is no line of a ledger.");
        }
        Entry entry = new Entry(
                Integer.parseInt(fields.nextToken()),
                Long.parseLong(fields.nextToken()),
                Long.parseLong(fields.nextToken()),
                Long.parseLong(fields.nextToken()));
        return new Booking(entry, Long.parseLong(fields.nextToken()), Long.parseLong(fields.nextToken()));
    }
}
