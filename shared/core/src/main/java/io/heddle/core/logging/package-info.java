/** Logging that does not keep a process from starting. */
@NullMarked
package io.heddle.core.logging;

import org.jspecify.annotations.NullMarked;
