/** The port to durable files; every call may block, so only I/O threads make it. */
@NullMarked
package io.heddle.core.storage;

import org.jspecify.annotations.NullMarked;
