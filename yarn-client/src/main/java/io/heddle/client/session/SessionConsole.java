package io.heddle.client.session;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.IoPool;
import io.heddle.core.transport.http.Verb;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The console of an attached session: reads commands, and watches the application. A ResourceManager that is away for a
 * while is waited for; nothing but the word {@code stop} ends the session from here.
 */
public final class SessionConsole {
    private static final long TICK_MS = 100;
    private static final long WATCH_MS = 1_000;
    private static final long STOP_PATIENCE_MS = 60_000;

    private final Cluster cluster;
    private final Applications applications;
    private final Terminal terminal;
    private final Pause pause;

    public SessionConsole(Cluster cluster, Applications applications, Terminal terminal, Pause pause) {
        this.cluster = cluster;
        this.applications = applications;
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Stays until the user leaves or the session has ended. */
    public ExitCode run(String applicationId) {
        terminal.say("Attached to " + applicationId + ". Commands: help, stop, quit.");
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        try (IoPool reader = new IoPool("console", 1)) {
            reader.submit(() -> readLines(lines));
            long nextWatchMs = 0;
            boolean wasAway = false;
            while (true) {
                Optional<String> line = lines.poll();
                if (line != null) {
                    Optional<ExitCode> end = obey(line, applicationId);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    continue;
                }
                long nowMs = pause.clock().monotonicMs();
                if (nowMs >= nextWatchMs) {
                    nextWatchMs = nowMs + WATCH_MS;
                    Optional<ApplicationView> view = look(applicationId, wasAway);
                    wasAway = view.isEmpty();
                    if (view.isPresent() && view.get().state().isFinal()) {
                        return ended(view.get());
                    }
                }
                pause.forMs(TICK_MS);
            }
        }
    }

    private void readLines(BlockingQueue<Optional<String>> lines) {
        try {
            Optional<String> line = terminal.readLine();
            while (line.isPresent()) {
                lines.add(line);
                line = terminal.readLine();
            }
        } catch (IOException e) {
            terminal.detail("standard input: " + e);
        }
        lines.add(Optional.empty());
    }

    private Optional<ExitCode> obey(Optional<String> line, String applicationId) {
        if (line.isEmpty()) {
            terminal.say("Left; " + applicationId + " goes on. End it with: echo stop | yarn-session.sh -id "
                    + applicationId);
            return Optional.of(ExitCode.OK);
        }
        switch (line.get().strip().toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "help" -> {
                terminal.say("help   shows this");
                terminal.say("stop   ends the session and its jobs");
                terminal.say("quit   leaves this console; the session goes on");
            }
            case "stop" -> {
                return Optional.of(stop(applicationId));
            }
            case "quit", "exit" -> {
                return obey(Optional.empty(), applicationId);
            }
            default -> terminal.say("Unknown command '" + line.get().strip() + "'; commands: help, stop, quit.");
        }
        return Optional.empty();
    }

    private Optional<ApplicationView> look(String applicationId, boolean wasAway) {
        try {
            Optional<ApplicationView> view = cluster.application(applicationId);
            if (wasAway) {
                terminal.say("The ResourceManager answers again.");
            }
            return view;
        } catch (CommandFailure e) {
            if (!wasAway) {
                terminal.say("The ResourceManager does not answer; the session goes on. Waiting for it.");
            }
            return Optional.empty();
        }
    }

    private ExitCode ended(ApplicationView view) {
        if (view.isSuccess()) {
            terminal.say("The session " + view.id() + " has ended.");
            return ExitCode.OK;
        }
        throw new CommandFailure(
                view.outcome() == ApplicationView.Outcome.KILLED || view.state() == ApplicationView.State.KILLED
                        ? ExitCode.CANCELLED
                        : ExitCode.JOB_FAILED,
                "The session " + view.id() + " has ended as " + view.state() + " (" + view.outcome() + ").",
                view.diagnostics().strip(),
                "'heddle why " + view.id() + "' tells more.");
    }

    /** Ends the session in good order, and waits until YARN says so. */
    public ExitCode stop(String applicationId) {
        ApplicationView view = Applications.requireAlive(applications.get(applicationId));
        if (view.state() == ApplicationView.State.RUNNING) {
            applications.open(view).send(Verb.DELETE, "/cluster");
        } else {
            cluster.kill(applicationId, "Stopped before it ran.");
        }
        long deadlineMs = pause.clock().monotonicMs() + STOP_PATIENCE_MS;
        while (pause.clock().monotonicMs() < deadlineMs) {
            ApplicationView now = applications.get(applicationId);
            if (now.state().isFinal()) {
                terminal.say(
                        "The session " + applicationId + " has ended (" + now.state() + ", " + now.outcome() + ").");
                return ExitCode.OK;
            }
            terminal.progress("stopping " + applicationId);
            pause.forMs(2 * TICK_MS);
        }
        throw new CommandFailure(
                ExitCode.TIMED_OUT,
                "The session " + applicationId + " was told to stop, but has not ended within a minute.",
                "",
                "'yarn application -kill " + applicationId + "' ends it at once.");
    }
}
