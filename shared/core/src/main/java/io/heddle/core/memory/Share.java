package io.heddle.core.memory;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.MemorySize;
import io.heddle.core.config.Setting;

/** A part that is a fraction of a whole, kept between a least and a most. */
record Share(double fraction, long minBytes, long floorBytes, long maxBytes, String name) {
    record Sized(long bytes, String rule) {}

    static Share of(
            Configuration configuration,
            Setting<Double> fraction,
            Setting<MemorySize> min,
            Setting<MemorySize> max,
            long floorMb) {
        double share = configuration.get(fraction);
        if (share < 0 || share >= 1) {
            throw new ConfigurationException(
                    fraction.key() + " is " + share + "; a fraction must be at least 0 and less than 1.");
        }
        long least = configuration.get(min).bytes();
        long most = configuration.get(max).bytes();
        if (least > most) {
            throw new ConfigurationException(min.key() + " (" + configuration.get(min) + ") is larger than " + max.key()
                    + " (" + configuration.get(max) + ").");
        }
        long floor = configuration.isSet(min) ? least : Math.min(least, floorMb << 20);
        String name = fraction.key().substring(0, fraction.key().length() - ".fraction".length());
        return new Share(share, least, floor, most, name);
    }

    /** The share of a whole that includes it. */
    Sized ofWhole(long wholeBytes, double scale) {
        return bounded((long) (wholeBytes * fraction), scale);
    }

    /** The share that, added to the rest, makes up its fraction of the sum. */
    Sized besides(long restBytes) {
        return bounded((long) (restBytes * fraction / (1 - fraction)), 1);
    }

    private Sized bounded(long bytes, double scale) {
        long least = floorBytes + (long) ((minBytes - floorBytes) * scale);
        if (bytes < least) {
            return new Sized(least, least == minBytes ? name + ".min" : name + ".min, reduced to fit");
        }
        if (bytes > maxBytes) {
            return new Sized(maxBytes, name + ".max");
        }
        return new Sized(bytes, name + ".fraction " + fraction);
    }

    /** Checks a size that followed from the others. */
    Sized rest(long bytes) {
        if (bytes < minBytes || bytes > maxBytes) {
            throw new ConfigurationException("The sizes set leave " + MemoryText.megabytes(bytes) + " for " + name
                    + ", which must be between " + MemoryText.megabytes(minBytes) + " and "
                    + MemoryText.megabytes(maxBytes) + ". Change one of the sizes, or " + name + ".min and .max.");
        }
        return new Sized(bytes, "what the other sizes leave");
    }
}
