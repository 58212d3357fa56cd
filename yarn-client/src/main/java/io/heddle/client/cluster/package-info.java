/** What the command line needs of YARN and HDFS, as a port without Hadoop's classes. */
@NullMarked
package io.heddle.client.cluster;

import org.jspecify.annotations.NullMarked;
