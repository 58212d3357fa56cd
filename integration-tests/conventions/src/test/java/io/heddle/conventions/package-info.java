/** The laws of the code, held by tests. A law is changed for everybody or obeyed; there is no list of exceptions. */
@NullMarked
package io.heddle.conventions;

import org.jspecify.annotations.NullMarked;
