/** From a request to an application: the plan of what is uploaded, checked and asked for, and its execution. */
@NullMarked
package io.heddle.client.submission;

import org.jspecify.annotations.NullMarked;
