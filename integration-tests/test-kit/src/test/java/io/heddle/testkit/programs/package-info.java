/** Programs as the books and the documentation of Flink show them, in our own words, and what they give. */
@NullMarked
package io.heddle.testkit.programs;

import org.jspecify.annotations.NullMarked;
