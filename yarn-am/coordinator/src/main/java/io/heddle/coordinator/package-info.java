/** The master's logic: events in, decisions out; no thread, no clock, no I/O. */
@NullMarked
package io.heddle.coordinator;

import org.jspecify.annotations.NullMarked;
