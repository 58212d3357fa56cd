/** The command line: commands, their options, and the settings that options stand for. */
@NullMarked
package io.heddle.client.cli;

import org.jspecify.annotations.NullMarked;
