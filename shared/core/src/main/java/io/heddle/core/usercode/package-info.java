/** The program's own code: its functions as closures in the plan, and the class loader that opens them. */
@NullMarked
package io.heddle.core.usercode;

import org.jspecify.annotations.NullMarked;
