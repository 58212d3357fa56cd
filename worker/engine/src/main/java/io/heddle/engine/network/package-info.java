/**
 * The data plane between worker processes: channels with credits over one connection per pair of workers.
 *
 * <p>Task threads meet net threads here only in single-producer single-consumer rings and in callbacks that must do
 * no more than wake the owner. Netty is known inside this package and is not visible in its public types.
 */
@NullMarked
package io.heddle.engine.network;

import org.jspecify.annotations.NullMarked;
