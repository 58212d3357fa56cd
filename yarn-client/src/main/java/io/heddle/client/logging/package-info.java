/** Logging of the command line, which starts as long as nothing is wrong without a logging library. */
@NullMarked
package io.heddle.client.logging;

import org.jspecify.annotations.NullMarked;
