/** What a command says and how it ends: streams, progress, exit codes, and failures worded for people. */
@NullMarked
package io.heddle.client.terminal;

import org.jspecify.annotations.NullMarked;
