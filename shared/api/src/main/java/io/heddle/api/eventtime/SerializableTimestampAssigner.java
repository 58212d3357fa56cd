package io.heddle.api.eventtime;

import java.io.Serializable;

/** A timestamp assigner that can be stored in a plan; what a lambda becomes. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}
