/** Programs over data that ends. */
@NullMarked
package io.heddle.examples.batch;

import org.jspecify.annotations.NullMarked;
