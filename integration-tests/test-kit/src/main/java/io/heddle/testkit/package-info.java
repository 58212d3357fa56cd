/** For tests of programs: operators stepped by hand, jobs in this process, laws that every program should keep. */
@NullMarked
package io.heddle.testkit;

import org.jspecify.annotations.NullMarked;
