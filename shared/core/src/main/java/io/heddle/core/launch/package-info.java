/** What whoever starts a container and whoever runs in it must agree on: names, files and recipes, without Hadoop. */
@NullMarked
package io.heddle.core.launch;

import org.jspecify.annotations.NullMarked;
