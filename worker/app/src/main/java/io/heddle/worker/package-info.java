/** The worker's process: wires the engine to sockets, HDFS, YARN's container and the master. */
@NullMarked
package io.heddle.worker;

import org.jspecify.annotations.NullMarked;
