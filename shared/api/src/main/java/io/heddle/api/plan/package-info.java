/** The logical plan: what a program asks for, as plain records. */
@NullMarked
package io.heddle.api.plan;

import org.jspecify.annotations.NullMarked;
