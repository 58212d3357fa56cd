/** A program that proves exactly-once: what it writes tells whether anything was lost, doubled or reordered. */
@NullMarked
package io.heddle.examples.ledger;

import org.jspecify.annotations.NullMarked;
