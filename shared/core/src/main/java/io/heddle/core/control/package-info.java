/** The messages in which the processes meet, their identities and their one codec; records only, no behaviour. */
@NullMarked
package io.heddle.core.control;

import org.jspecify.annotations.NullMarked;
