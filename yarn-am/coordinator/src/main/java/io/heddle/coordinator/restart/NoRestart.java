package io.heddle.coordinator.restart;

import java.util.OptionalLong;

record NoRestart() implements RestartStrategy {
    @Override
    public OptionalLong onFailure(long nowMs) {
        return OptionalLong.empty();
    }

    @Override
    public String describe() {
        return "restart strategy none";
    }
}
