package io.heddle.engine.state;

/** A timer of one key and namespace. */
public record KeyedTimer(long timeMs, Object key, Object namespace) {}
