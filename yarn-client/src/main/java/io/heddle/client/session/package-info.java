/** Running applications: finding them, and talking to their masters. */
@NullMarked
package io.heddle.client.session;

import org.jspecify.annotations.NullMarked;
