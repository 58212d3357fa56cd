/** What brings jobs into the master from inside: the plan of a per-job application, and programs that run here. */
@NullMarked
package io.heddle.am.program;

import org.jspecify.annotations.NullMarked;
