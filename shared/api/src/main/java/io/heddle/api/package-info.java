/** The API a job author compiles against; it builds plans and runs nothing itself. */
@NullMarked
package io.heddle.api;

import org.jspecify.annotations.NullMarked;
