/** Programs over streams. */
@NullMarked
package io.heddle.examples.streaming;

import org.jspecify.annotations.NullMarked;
