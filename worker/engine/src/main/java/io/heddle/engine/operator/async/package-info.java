/** Asynchronous requests: user code asks elsewhere, answers come back as mail. */
@NullMarked
package io.heddle.engine.operator.async;

import org.jspecify.annotations.NullMarked;
