/** Programs as users bring them, good and bad; tests pack them into jars. */
@NullMarked
package io.heddle.client.programs;

import org.jspecify.annotations.NullMarked;
