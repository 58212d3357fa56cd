/** Why something ended: YARN's codes and diagnostics in plain words. */
@NullMarked
package io.heddle.client.why;

import org.jspecify.annotations.NullMarked;
