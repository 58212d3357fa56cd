package io.heddle.client.terminal;

import io.heddle.core.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The streams of a command: results go to standard output, everything else to standard error. Used by the command's own
 * thread; a progress line is rewritten in place only on a terminal.
 */
public final class Terminal {
    private static final int USUAL_WIDTH = 80;

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final boolean interactive;
    private final int width;
    private final long startedAtMs;
    private final Set<String> warned = new HashSet<>();
    private boolean verbose;
    private boolean stageOpen;

    /**
     * Wraps the streams.
     *
     * @param interactive whether standard error is a terminal, so that a line may be rewritten
     * @param width columns
     */
    public Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive, int width) {
        this(in, out, err, interactive, width, 0);
    }

    private Terminal(
            InputStream in, PrintStream out, PrintStream err, boolean interactive, int width, long startedAtMs) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.width = width;
        this.startedAtMs = startedAtMs;
    }

    /** The streams of this process. */
    public static Terminal ofThisProcess(Optional<String> columns) {
        int width = columns.filter(text -> text.matches("[0-9]{2,3}"))
                .map(Integer::parseInt)
                .orElse(USUAL_WIDTH);
        long startedAtMs = ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return new Terminal(
                System.in, System.out, System.err, isTerminal(Path.of("/proc/self/fd/2")), width, startedAtMs);
    }

    /** Java no longer tells; the kernel does. Elsewhere than on Linux nothing is rewritten in place. */
    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    public int width() {
        return width;
    }

    public boolean isInteractive() {
        return interactive;
    }

    public void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    public boolean isVerbose() {
        return verbose;
    }

    /** A line of the result. */
    public void result(String line) {
        closeStage();
        out.println(line);
        out.flush();
    }

    /** A finished stage, or a remark; with -v behind the time since the command was started. */
    public void say(String line) {
        closeStage();
        err.println(
                verbose && startedAtMs > 0
                        ? String.format(
                                Locale.ROOT, "%7.2f s  %s", (Clock.system().wallMs() - startedAtMs) / 1000.0, line)
                        : line);
    }

    /** Shown with -v only. */
    public void detail(String line) {
        if (verbose) {
            say(line);
        }
    }

    /** A warning; the same one is shown once. */
    public void warn(String line) {
        if (warned.add(line)) {
            say("warning: " + line);
        }
    }

    /** How far a stage is; on a terminal each call rewrites the line, elsewhere nothing is shown until it is final. */
    public void progress(String line) {
        if (interactive) {
            String shown = line.length() < width ? line : line.substring(0, Math.max(1, width - 1));
            err.print("\r\u001b[K" + shown);
            err.flush();
            stageOpen = true;
        }
    }

    /** Reads a line from standard input; empty at its end. */
    public Optional<String> readLine() throws IOException {
        return Optional.ofNullable(in.readLine());
    }

    /** Whether a line can be read without waiting. */
    public boolean hasInput() throws IOException {
        return in.ready();
    }

    /** Shows why a command failed; the stack trace only with -v. */
    public void fail(CommandFailure failure) {
        closeStage();
        err.println("heddle: " + failure.problem().what());
        if (!failure.problem().why().isEmpty()) {
            err.println("  why:  " + shortened(failure.problem().why()).replace("\n", "\n        "));
        }
        if (!failure.problem().mend().isEmpty()) {
            err.println("  mend: " + failure.problem().mend().replace("\n", "\n        "));
        }
        if (verbose) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            err.print(text);
        }
    }

    /** Hadoop puts the stack trace of its server into the message; that is for -v, too. */
    private String shortened(String why) {
        return verbose
                ? why
                : why.lines().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n"));
    }

    private void closeStage() {
        if (stageOpen) {
            err.print("\r\u001b[K");
            stageOpen = false;
        }
    }
}
