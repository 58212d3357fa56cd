/** Programs that the tests submit; packed into a jar of their own at run time. */
@NullMarked
package io.heddle.cluster.programs;

import org.jspecify.annotations.NullMarked;
