package io.heddle.client.terminal;

import io.heddle.core.agent.Wakeup;
import io.heddle.core.time.Clock;

/** Time for a command that polls: what time it is, and waiting. A fake in tests moves a settable clock. */
public interface Pause {
    Clock clock();

    void forMs(long ms);

    /** The machine's clock, and waits of the calling thread. */
    static Pause system() {
        Wakeup never = new Wakeup();
        Clock clock = Clock.system();
        return new Pause() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public void forMs(long ms) {
                long deadline = clock.nanoTime() + ms * 1_000_000;
                for (long left = ms * 1_000_000; left > 0; left = deadline - clock.nanoTime()) {
                    never.await(left);
                }
            }
        };
    }
}
