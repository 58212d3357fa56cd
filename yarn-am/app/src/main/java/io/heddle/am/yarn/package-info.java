/** YARN as the master sees it: requests, grants, launches, and what becomes of containers and nodes. */
@NullMarked
package io.heddle.am.yarn;

import org.jspecify.annotations.NullMarked;
