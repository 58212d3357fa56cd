/**
 * Programs that run on Flink too: the build of flink-on-yarn makes their twins by changing the imports, so they may only
 * call what both have.
 */
package io.heddle.cluster.programs.twins;
