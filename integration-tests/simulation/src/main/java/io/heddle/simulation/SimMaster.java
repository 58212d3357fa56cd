package io.heddle.simulation;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One attempt of the application master: the real coordinator behind a mailbox, and an adapter that obeys it. */
final class SimMaster {
    private static final FailureInfo STORAGE_TROUBLE =
            new FailureInfo(FaultCategory.EXTERNAL, "simulated storage trouble", "");

    final Epoch epoch;
    private final World world;
    private final Coordinator coordinator;
    private final Deque<Event> mailbox = new ArrayDeque<>();
    private final Map<WorkerId, SimLink> links = new TreeMap<>();
    private boolean alive = true;
    private boolean frozen;
    private long tickAtMs = Long.MAX_VALUE;
    private long lastWriteMs;

    SimMaster(World world, int attempt) {
        this.world = world;
        this.epoch = new Epoch(1, 1, attempt);
        this.coordinator = new Coordinator(world.scenario.settings(), epoch, new Random(world.random.nextLong()));
    }

    Coordinator coordinator() {
        return coordinator;
    }

    boolean isAlive() {
        return alive;
    }

    /** Reads the ledger after a while; until then the coordinator knows nothing. */
    void start() {
        world.in(world.upTo(2_000), () -> {
            if (!alive) {
                return;
            }
            if (world.ledger.open(epoch)) {
                mail(new Event.LedgerRecovered(world.ledger.read(), List.of()));
                mail(new Event.PreviousContainers(world.yarn.previousContainers()));
            } else {
                kill("fenced while opening the ledger");
            }
        });
    }

    void mail(Event event) {
        if (alive) {
            mailbox.add(event);
            world.in(world.upTo(2), this::turn);
        }
    }

    private void turn() {
        if (!alive || frozen) {
            return;
        }
        Event event = mailbox.poll();
        if (event == null) {
            return;
        }
        if (!(event instanceof Event.Tick)) {
            world.say(epoch.attempt() + " <- " + Say.event(event));
        }
        for (Decision decision : coordinator.on(event, new Now(world.nowMs(), world.nowMs()))) {
            world.say(epoch.attempt() + " -> " + Say.decision(decision));
            world.invariants.onDecision(this, decision);
            execute(decision);
        }
        scheduleTick();
    }

    private void scheduleTick() {
        long next = coordinator.nextDeadlineMs();
        if (next < tickAtMs) {
            tickAtMs = next;
            world.at(next, () -> {
                tickAtMs = Long.MAX_VALUE;
                mail(new Event.Tick());
            });
        }
    }

    private void execute(Decision decision) {
        if (decision instanceof Decision.Send send) {
            SimLink link = links.get(send.worker());
            if (link != null) {
                link.toWorker(send.message());
            }
        } else if (decision instanceof Decision.CloseLink close) {
            SimLink link = links.get(close.worker());
            if (link != null) {
                world.in(world.upTo(100), () -> link.breakNow("closed by the master"));
            }
        } else if (decision instanceof Decision.Persist persist) {
            write(persist.token(), persist.entry());
        } else if (decision instanceof Decision.PersistCheckpoint persist) {
            write(persist);
        } else if (decision instanceof Decision.ReadCheckpoint read) {
            world.in(world.upTo(300), () -> {
                boolean away = world.scenario.isFaulty(world.nowMs()) && world.chance(0.1);
                CheckpointMetadata metadata = away ? null : world.storage.read(read.path());
                mail(
                        metadata == null
                                ? new Event.CheckpointUnreadable(read.token(), read.path(), STORAGE_TROUBLE, away)
                                : new Event.CheckpointRead(read.token(), read.path(), metadata));
            });
        } else if (decision instanceof Decision.DiscardFiles discard) {
            discard(discard.paths());
        } else if (decision instanceof Decision.DiscardLineage discard) {
            discard(discard.paths());
        } else if (decision instanceof Decision.Answered answered) {
            world.client.onAnswer(answered.requestId(), answered.answer());
        } else if (decision instanceof Decision.EndApplication end) {
            world.yarn.onApplicationEnd(this, end);
        } else if (decision instanceof Decision.Abdicate) {
            kill("abdicates");
        } else {
            world.yarn.execute(this, decision);
        }
    }

    private void discard(List<String> paths) {
        world.in(world.upTo(500), () -> {
            if (alive && !world.ledger.isFenced(epoch)) {
                world.invariants.onDiscard(paths);
                world.storage.delete(paths);
            }
        });
    }

    /** Writes go one after the other; a write may take effect although nobody hears of it. */
    private void write(long token, LedgerEntry entry) {
        boolean trouble = world.scenario.isFaulty(world.nowMs()) && world.chance(0.02);
        boolean created = world.chance(0.3);
        lastWriteMs = Math.max(lastWriteMs, world.nowMs() + world.upTo(world.chance(0.03) ? 3_000 : 30));
        world.at(lastWriteMs, () -> {
            if (!alive) {
                return;
            }
            if (world.ledger.isFenced(epoch)) {
                answerLater(new Event.PersistFailed(token, STORAGE_TROUBLE, true));
            } else if (trouble) {
                if (created) {
                    world.ledger.append(entry);
                }
                answerLater(new Event.PersistFailed(token, STORAGE_TROUBLE, false));
            } else {
                world.ledger.append(entry);
                answerLater(new Event.PersistDone(token));
            }
        });
    }

    /** The metadata first, then the entry that makes it count; a death in between leaves only a file. */
    private void write(Decision.PersistCheckpoint persist) {
        boolean trouble = world.scenario.isFaulty(world.nowMs()) && world.chance(0.05);
        boolean created = world.chance(0.5);
        lastWriteMs = Math.max(lastWriteMs, world.nowMs() + world.upTo(world.chance(0.05) ? 3_000 : 60));
        world.at(lastWriteMs, () -> {
            if (!alive) {
                return;
            }
            if (!trouble || created) {
                world.storage.create(persist.entry().path(), persist.metadata());
            }
            if (world.ledger.isFenced(epoch)) {
                answerLater(new Event.PersistFailed(persist.token(), STORAGE_TROUBLE, true));
            } else if (trouble) {
                if (created && world.chance(0.5)) {
                    world.ledger.append(persist.entry());
                }
                answerLater(new Event.PersistFailed(persist.token(), STORAGE_TROUBLE, false));
            } else {
                world.ledger.append(persist.entry());
                answerLater(new Event.PersistDone(persist.token()));
            }
        });
    }

    private void answerLater(Event event) {
        world.in(world.upTo(20), () -> mail(event));
    }

    /** A worker has connected; a newer link takes the place of an older one. */
    void onConnected(SimLink link) {
        SimLink before = links.put(link.worker.id, link);
        if (before != null) {
            before.breakNow("replaced by a newer link");
        }
    }

    void onLinkClosed(SimLink link, String why) {
        if (links.remove(link.worker.id, link)) {
            mail(new Event.WorkerLinkClosed(link.worker.id, why));
        }
    }

    void kill(String why) {
        if (!alive) {
            return;
        }
        world.say("master " + epoch + " dies: " + why);
        alive = false;
        for (SimLink link : List.copyOf(links.values())) {
            link.breakNow("the master is dead");
        }
        world.yarn.onMasterDead(this);
    }

    void freeze() {
        world.say("master " + epoch + " freezes");
        frozen = true;
    }

    void thaw() {
        world.say("master " + epoch + " thaws");
        frozen = false;
        for (int i = 0; i <= mailbox.size(); i++) {
            world.in(0, this::turn);
        }
        mail(new Event.Tick());
    }

    boolean isFrozen() {
        return frozen;
    }
}
