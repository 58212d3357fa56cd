/** What checkpoints and savepoints hold when programs go on from them, changed or elsewhere. */
@NullMarked
package io.heddle.client.local.savepoints;

import org.jspecify.annotations.NullMarked;
