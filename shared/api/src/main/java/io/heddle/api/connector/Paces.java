package io.heddle.api.connector;

/** The paces behind rate limits. */
final class Paces {
    private Paces() {}

    static Pace of(RateLimiterStrategy strategy, int index, int parallelism) {
        if (strategy instanceof RateLimiterStrategy.PerSecond perSecond) {
            return new PerSecond(perSecond.recordsPerSecond() / parallelism);
        }
        if (strategy instanceof RateLimiterStrategy.PerCheckpoint perCheckpoint) {
            int all = perCheckpoint.recordsPerCheckpoint();
            if (all < parallelism) {
                throw new IllegalArgumentException("Of " + all + " records per checkpoint none is left for some of the "
                        + parallelism + " instances of the source, which would never end."
                        + " Lower the parallelism of the source, or raise the number of records per checkpoint.");
            }
            return new PerCheckpoint(all / parallelism + (index < all % parallelism ? 1 : 0));
        }
        return Pace.UNLIMITED;
    }

    /** A schedule from the first request on; a late reader may catch up with at most one second. */
    private static final class PerSecond implements Pace {
        private final double perMs;
        private double credit;
        private long lastMs = Long.MIN_VALUE;

        PerSecond(double perSecond) {
            this.perMs = perSecond / 1000;
        }

        @Override
        public int permits(long nowMs, int wanted) {
            if (lastMs == Long.MIN_VALUE) {
                credit = 1;
            } else if (nowMs > lastMs) {
                credit = Math.min(credit + (nowMs - lastMs) * perMs, Math.max(1, perMs * 1000));
            }
            lastMs = nowMs;
            int granted = (int) Math.min(wanted, credit);
            credit -= granted;
            return granted;
        }

        @Override
        public long nextMs(long nowMs) {
            return nowMs + Math.max(1, (long) Math.ceil((1 - credit) / perMs));
        }
    }

    private static final class PerCheckpoint implements Pace {
        private final int perCheckpoint;
        private int left;

        PerCheckpoint(int perCheckpoint) {
            this.perCheckpoint = perCheckpoint;
            this.left = perCheckpoint;
        }

        @Override
        public int permits(long nowMs, int wanted) {
            int granted = Math.min(wanted, left);
            left -= granted;
            return granted;
        }

        @Override
        public long nextMs(long nowMs) {
            return nowMs + 100;
        }

        @Override
        public void checkpointCompleted() {
            left = perCheckpoint;
        }
    }
}
