package io.heddle.engine.sort;

import java.nio.file.Path;

/**
 * Where a worker sorts.
 *
 * @param memory shared by all sorts of the worker
 * @param directory on a local disk, for what does not fit; each sort makes a directory of its own in it
 */
public record SortSpace(SortMemory memory, Path directory) {}
