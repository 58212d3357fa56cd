/** The ledger on files: one sequence of create-only entries, in which whoever takes the next number has the say. */
@NullMarked
package io.heddle.am.ledger;

import org.jspecify.annotations.NullMarked;
