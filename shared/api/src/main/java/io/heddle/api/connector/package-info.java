/** Sources and sinks: the interfaces to write one, and the built-in ones. */
@NullMarked
package io.heddle.api.connector;

import org.jspecify.annotations.NullMarked;
