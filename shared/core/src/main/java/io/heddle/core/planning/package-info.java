/** From the program's logical plan to the job's plan: chains, vertices, edges, identities. */
@NullMarked
package io.heddle.core.planning;

import org.jspecify.annotations.NullMarked;
