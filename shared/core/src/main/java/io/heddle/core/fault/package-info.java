/** Failures typed by who must act, and problems worded for a person. */
@NullMarked
package io.heddle.core.fault;

import org.jspecify.annotations.NullMarked;
