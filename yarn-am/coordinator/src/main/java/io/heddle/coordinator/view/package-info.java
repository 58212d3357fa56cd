/** What REST and the command line may see of the coordinator: immutable copies, safe to hand to any thread. */
@NullMarked
package io.heddle.coordinator.view;

import org.jspecify.annotations.NullMarked;
