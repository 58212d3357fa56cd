/** Timestamps and watermarks: how event time gets into a stream. */
@NullMarked
package io.heddle.api.eventtime;

import org.jspecify.annotations.NullMarked;
