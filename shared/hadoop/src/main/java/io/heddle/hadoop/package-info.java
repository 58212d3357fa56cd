/** The Hadoop clients as our ports need them: storage on HDFS, the cluster's configuration, credentials. */
@NullMarked
package io.heddle.hadoop;

import org.jspecify.annotations.NullMarked;
