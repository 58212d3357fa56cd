package io.heddle.engine.state;

/** Keyed state of an operator whose input comes key by key. */
public interface OneKeyState extends KeyedStateBackend {

    /** Forgets all that there is, of whichever keys; timers are none any more. */
    void forget();
}
