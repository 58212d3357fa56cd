/** What people may still ask about an application when it is gone. */
@NullMarked
package io.heddle.am.archive;

import org.jspecify.annotations.NullMarked;
