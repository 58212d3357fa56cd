package io.heddle.benchmarks.micro;

/** Looks at results before anything is measured, so that a broken piece does not look fast. */
final class Check {
    private Check() {}

    static void equal(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + " should be " + expected + ", not " + actual);
        }
    }
}
