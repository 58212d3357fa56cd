/**
 * A whole application in one thread: the real coordinator, with a simulated YARN, network, storage and workers, driven by
 * one seeded source of chance. Whatever it does can be replayed from its seed.
 */
@NullMarked
package io.heddle.simulation;

import org.jspecify.annotations.NullMarked;
