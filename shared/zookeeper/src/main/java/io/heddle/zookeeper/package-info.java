/** What others may find in ZooKeeper: where an application's master is, and which jobs it has. Nothing depends on it. */
@NullMarked
package io.heddle.zookeeper;

import org.jspecify.annotations.NullMarked;
