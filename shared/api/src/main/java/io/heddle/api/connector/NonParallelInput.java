package io.heddle.api.connector;

/** Marks an {@link InputFormat} that one instance must read alone: {@code createInput} sets the parallelism to 1. */
public interface NonParallelInput {}
