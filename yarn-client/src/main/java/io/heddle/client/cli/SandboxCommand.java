package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.List;

/** {@code heddle sandbox}: the shell script starts it before this process would; here it only stands in the help. */
final class SandboxCommand implements Command {
    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public String summary() {
        return "Starts, stops and shows a real Hadoop on this machine.";
    }

    @Override
    public String usage() {
        return "start|stop|status [OPTIONS]";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(
                OptionSpec.value("nodes", "nodes", "N", "NodeManagers; 2 by default."),
                OptionSpec.value("memory", "memory", "MB", "Memory that each NodeManager offers; 8192 by default."),
                OptionSpec.value(
                        "vcores",
                        "vcores",
                        "N",
                        "Cores that each NodeManager offers; 16 by default, of which a container gets half at most."),
                OptionSpec.flag("zookeeper", "zookeeper", "Starts a ZooKeeper too."),
                OptionSpec.value("dir", "dir", "D", "Where everything is kept; ~/.heddle/sandbox by default."),
                CommonOptions.HELP));
    }

    @Override
    public int mostOperands() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        throw CommandFailure.usage(
                "The sandbox is not started by this class.", "Use bin/heddle sandbox start of the distribution.");
    }
}
