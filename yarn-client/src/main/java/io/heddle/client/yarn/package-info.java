/** The port to YARN and HDFS on Hadoop's clients: the only package of the command line that sees Hadoop. */
@NullMarked
package io.heddle.client.yarn;

import org.jspecify.annotations.NullMarked;
