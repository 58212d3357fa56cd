package io.heddle.am;

import io.heddle.am.archive.Archivist;
import io.heddle.am.yarn.YarnFleet;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.Now;
import io.heddle.core.agent.Agent;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** am-coordinator: takes signals out of its mailbox, lets the coordinator decide, and starts what it decided. */
final class MasterAgent implements Agent {
    private static final int SIGNALS_PER_TURN = 256;

    private final Coordinator coordinator;
    private final Mailbox<Signal> mailbox;
    private final YarnFleet fleet;
    private final WorkerLinks links;
    private final DecisionExecutor executor;
    private final JobEnds jobEnds;
    private final Surroundings surroundings;

    /** What else the agent needs. */
    record Surroundings(Clock clock, Archivist archivist, Consumer<Ending> end) {}

    MasterAgent(
            Coordinator coordinator,
            Mailbox<Signal> mailbox,
            YarnFleet fleet,
            WorkerLinks links,
            DecisionExecutor executor,
            JobEnds jobEnds,
            Surroundings surroundings) {
        this.coordinator = coordinator;
        this.mailbox = mailbox;
        this.fleet = fleet;
        this.links = links;
        this.executor = executor;
        this.jobEnds = jobEnds;
        this.surroundings = surroundings;
    }

    @Override
    public String roleName() {
        return "am-coordinator";
    }

    @Override
    public int doWork(long nowMs) {
        int signals = mailbox.drain(signal -> take(signal, nowMs), SIGNALS_PER_TURN);
        if (nowMs >= coordinator.nextDeadlineMs()) {
            tell(new Event.Tick());
            signals++;
        }
        jobEnds.onTime(coordinator, nowMs);
        fleet.onTime(nowMs);
        surroundings.archivist().onTime(coordinator);
        return signals;
    }

    @Override
    public long nextDeadlineMs() {
        long archiveMs =
                surroundings.archivist().nextDeadlineMs(surroundings.clock().monotonicMs());
        return Math.min(
                Math.min(coordinator.nextDeadlineMs(), jobEnds.nextDeadlineMs()),
                Math.min(fleet.nextDeadlineMs(), archiveMs));
    }

    private void tell(Event event) {
        List<Decision> decisions = coordinator.on(event, Now.of(surroundings.clock()));
        decisions.forEach(surroundings.archivist()::note);
        decisions.forEach(executor::execute);
    }

    private void take(Signal signal, long nowMs) {
        if (signal instanceof Signal.Happened happened) {
            if (happened.event() instanceof Event.ContainerCompleted completed) {
                fleet.completed(completed.container());
            }
            tell(happened.event());
        } else if (signal instanceof Signal.Said said) {
            links.said(said.connection(), said.message()).ifPresent(this::tell);
        } else if (signal instanceof Signal.LinkEnded ended) {
            fleet.hurry(nowMs);
            links.ended(ended.connection(), ended.reason()).ifPresent(this::tell);
        } else if (signal instanceof Signal.Asked asked) {
            tell(asked.event().apply(executor.numberFor(asked.answer())));
        } else if (signal instanceof Signal.Looked looked) {
            looked.look().accept(coordinator);
        } else if (signal instanceof Signal.Awaited awaited) {
            jobEnds.await(awaited, coordinator, nowMs);
        } else if (signal instanceof Signal.Granted granted) {
            tell(new Event.ContainersAllocated(fleet.granted(granted.containers())));
        } else if (signal instanceof Signal.Previous previous) {
            tell(new Event.PreviousContainers(fleet.previous(previous.containers())));
        } else if (signal instanceof Signal.Leave leave) {
            surroundings.end().accept(new Ending.Left(leave.code().number(), leave.reason()));
        }
    }
}
