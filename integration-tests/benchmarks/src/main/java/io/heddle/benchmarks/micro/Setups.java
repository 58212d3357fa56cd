package io.heddle.benchmarks.micro;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.StateSetup;

/** For whom the state of benchmarks is made: one subtask that has all key groups. */
final class Setups {
    static final int KEY_GROUPS = 128;
    static final Serializers SERIALIZERS = Serializers.of(Setups.class.getClassLoader());

    private Setups() {}

    static StateSetup fresh() {
        return new StateSetup(
                "operator",
                new KeyGroupRange(0, KEY_GROUPS - 1),
                KEY_GROUPS,
                0,
                1,
                SERIALIZERS,
                OperatorRestore.NONE,
                new SettableClock(0));
    }
}
