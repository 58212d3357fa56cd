/** A program of all kinds of operators that fails and goes on. */
@NullMarked
package io.heddle.client.local.faults;

import org.jspecify.annotations.NullMarked;
