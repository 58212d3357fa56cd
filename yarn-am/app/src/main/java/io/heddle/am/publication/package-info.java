/** What a master tells outside of YARN, where that is wished. */
@NullMarked
package io.heddle.am.publication;

import org.jspecify.annotations.NullMarked;
