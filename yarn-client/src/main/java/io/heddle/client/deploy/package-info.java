/** New applications: what Heddle brings into them, their submission, and the wait for their jobs. */
@NullMarked
package io.heddle.client.deploy;

import org.jspecify.annotations.NullMarked;
