/** Programs as a user writes them, against the API alone. */
@NullMarked
package io.heddle.examples;

import org.jspecify.annotations.NullMarked;
