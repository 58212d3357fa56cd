package io.heddle.sandbox;

import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code heddle sandbox start|stop|status}. */
public final class SandboxCli {
    private static final String USAGE = """
        Usage: heddle sandbox start|stop|status [OPTIONS]
        A real Hadoop on this machine: NameNode, DataNode, ResourceManager and NodeManagers.

          start         start it; prints the export line for your shell on stdout
          stop          end every process of it; the files in HDFS stay for the next start
          status        show its daemons and addresses

          --nodes N     number of NodeManagers (default 2)
          --memory MB   memory each NodeManager offers (default 8192)
          --vcores N    cores each NodeManager offers (default 16); a container gets half of them at most
          --zookeeper   start a ZooKeeper server too
          --dir D       where everything is kept (default ~/.heddle/sandbox)
        """;

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 2;
    private static final int NOT_FOUND = 8;

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    SandboxCli(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] args) {
        ProcessEnd.exit(new SandboxCli(System.out, System.err, Clock.system()).run(List.of(args)));
    }

    int run(List<String> args) {
        String command = null;
        Path dir = null;
        Path lib = null;
        int nodes = SandboxOptions.DEFAULT_NODES;
        int memoryMb = SandboxOptions.DEFAULT_NODE_MEMORY_MB;
        int vcores = SandboxOptions.DEFAULT_NODE_VCORES;
        boolean zookeeper = false;
        List<String> rest = new ArrayList<>(args);
        try {
            while (!rest.isEmpty()) {
                String word = rest.remove(0);
                switch (word) {
                    case "-h", "--help" -> {
                        out.print(USAGE);
                        return OK;
                    }
                    case "--dir" -> dir = Path.of(value(word, rest));
                    case "--lib" -> lib = Path.of(value(word, rest));
                    case "--nodes" -> nodes = number(word, rest);
                    case "--memory" -> memoryMb = number(word, rest);
                    case "--vcores" -> vcores = number(word, rest);
                    case "--zookeeper" -> zookeeper = true;
                    default -> {
                        if (word.startsWith("-") || command != null) {
                            return usage("'" + word + "' is not understood");
                        }
                        command = word;
                    }
                }
            }
            if (command == null) {
                return usage("say start, stop or status");
            }
            if (dir == null || lib == null) {
                return usage("--dir and --lib are missing, which bin/heddle gives");
            }
            return run(command, new SandboxOptions(dir, lib, nodes, memoryMb, vcores, zookeeper));
        } catch (IllegalArgumentException wrong) {
            return usage(String.valueOf(wrong.getMessage()));
        } catch (HeddleException failure) {
            err.println("heddle sandbox: " + failure.problem().sentence());
            return FAILED;
        } catch (IOException failure) {
            err.println("heddle sandbox: " + failure.getMessage());
            return FAILED;
        }
    }

    private int run(String command, SandboxOptions options) throws IOException {
        return switch (command) {
            case "start" -> start(options);
            case "stop" -> stop(options);
            case "status" -> status(options);
            default -> usage("'" + command + "' is not start, stop or status");
        };
    }

    private int start(SandboxOptions options) throws IOException {
        Optional<Sandbox> existing = Sandbox.existing(options, clock, err::println);
        if (existing.isPresent()) {
            Map<String, Optional<ProcessHandle>> daemons = existing.get().daemons();
            if (daemons.values().stream().allMatch(Optional::isPresent)) {
                err.println("the sandbox in " + options.dir() + " runs already");
                printExport(existing.get());
                return OK;
            }
            if (daemons.values().stream().anyMatch(Optional::isPresent)) {
                err.println("heddle sandbox: a part of the sandbox in " + options.dir()
                        + " still runs; stop it first: heddle sandbox stop");
                return FAILED;
            }
        }
        Sandbox sandbox = Sandbox.start(options, clock, err::println);
        printAddresses(sandbox, err);
        printExport(sandbox);
        return OK;
    }

    private int stop(SandboxOptions options) throws IOException {
        Optional<Sandbox> existing = Sandbox.existing(options, clock, err::println);
        if (existing.isEmpty()) {
            err.println("no sandbox was started in " + options.dir());
            return OK;
        }
        existing.get().close();
        err.println("the sandbox in " + options.dir() + " is stopped");
        return OK;
    }

    private int status(SandboxOptions options) throws IOException {
        Optional<Sandbox> existing = Sandbox.existing(options, clock, err::println);
        if (existing.isEmpty()) {
            err.println("no sandbox was started in " + options.dir());
            return NOT_FOUND;
        }
        boolean all = true;
        for (Map.Entry<String, Optional<ProcessHandle>> daemon :
                existing.get().daemons().entrySet()) {
            all &= daemon.getValue().isPresent();
            String state = daemon.getValue()
                    .map(process -> "running, pid " + process.pid())
                    .orElse("not running");
            out.printf("%-16s %s%n", daemon.getKey(), state);
        }
        if (!all) {
            return NOT_FOUND;
        }
        printAddresses(existing.get(), out);
        printExport(existing.get());
        return OK;
    }

    private static void printAddresses(Sandbox sandbox, PrintStream to) throws IOException {
        to.println("HDFS             hdfs://" + sandbox.address("namenode") + "  (http://"
                + sandbox.address("namenode.http") + ")");
        to.println("ResourceManager  http://" + sandbox.address("resourcemanager.http"));
        if (sandbox.daemons().containsKey(Daemon.ZOOKEEPER)) {
            to.println("ZooKeeper        " + sandbox.address(Daemon.ZOOKEEPER));
        }
        to.println("logs             " + sandbox.logDir());
    }

    private void printExport(Sandbox sandbox) {
        String path = sandbox.confDir().toString();
        boolean plain = path.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+@:".indexOf(c) >= 0);
        out.println("export HADOOP_CONF_DIR=" + (plain ? path : "'" + path.replace("'", "'\\''") + "'"));
    }

    private int usage(String complaint) {
        err.println("heddle sandbox: " + complaint);
        err.print(USAGE);
        return USAGE_ERROR;
    }

    private static int number(String option, List<String> rest) {
        String text = value(option, rest);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException(option + " takes a whole number, not '" + text + "'", notNumber);
        }
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove(0);
    }
}
