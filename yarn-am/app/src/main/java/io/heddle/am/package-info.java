/** The ApplicationMaster's process: wires the coordinator to YARN, the workers, the ledger and the REST interface. */
@NullMarked
package io.heddle.am;

import org.jspecify.annotations.NullMarked;
