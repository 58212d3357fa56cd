/** Programs written for Flink, moved over by changing their imports. */
@NullMarked
package io.heddle.client.port;

import org.jspecify.annotations.NullMarked;
