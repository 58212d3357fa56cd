package io.heddle.engine.task;

import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.channel.BatchSize;
import io.heddle.engine.channel.ChannelSelector;
import io.heddle.engine.channel.EdgeOutput;
import io.heddle.engine.channel.GateChannel;
import io.heddle.engine.channel.InputGate;
import io.heddle.engine.channel.Outflow;
import io.heddle.engine.channel.OutputChannel;
import io.heddle.engine.channel.RemoteInput;
import io.heddle.engine.channel.RemoteOutput;
import io.heddle.engine.channel.StoredInput;
import io.heddle.engine.channel.StoredOutput;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.source.SourceLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds a task's gate, its ways out and its chain. Task thread, once. */
final class TaskAssembly {
    private final TaskSetup setup;
    private final TaskContext context;
    private final Outflow outflow;
    private final Wakeup wakeup;
    private final Predicate<TaskMail> mail;
    private final Map<Integer, EdgeOutput> edges = new LinkedHashMap<>();
    private @Nullable TaskInput input;

    TaskAssembly(TaskSetup setup, TaskContext context, Outflow outflow, Wakeup wakeup, Predicate<TaskMail> mail) {
        this.setup = setup;
        this.context = context;
        this.outflow = outflow;
        this.wakeup = wakeup;
        this.mail = mail;
    }

    TaskInput input(TaskInput.Listener listener) {
        List<Wiring.Inbound> inbound = setup.wiring().inbound();
        TaskInput made = new TaskInput(new InputGate(inbound.size(), wakeup), listener);
        for (Wiring.Inbound channel : inbound) {
            JobEdge edge = setup.job().plan().edges().get(channel.edge());
            GateChannel gateChannel = made.add(edge, channel.producer(), origin(edge), serializer(edge));
            if (channel.end() instanceof Wiring.End.Local local) {
                gateChannel.connect(local.channel());
            } else if (channel.end() instanceof Wiring.End.Stored stored) {
                gateChannel.connect(
                        new StoredInput(serializer(edge), stored.result().read(stored.consumer())));
            } else if (channel.end() instanceof Wiring.End.Remote remote) {
                gateChannel.connect(new RemoteInput(
                        gateChannel,
                        serializer(edge),
                        setup.services().transport(),
                        remote.id(),
                        remote.peer(),
                        this::onTrouble));
            }
        }
        input = made;
        return made;
    }

    /** What names an edge whatever else changes in the program. */
    private String origin(JobEdge edge) {
        JobVertex from = setup.job().plan().vertices().get(edge.sourceVertex());
        int same = 0;
        for (JobEdge other : setup.job().plan().edges()) {
            boolean sibling = other.sourceVertex() == edge.sourceVertex()
                    && other.sourceOperator() == edge.sourceOperator()
                    && other.targetVertex() == edge.targetVertex()
                    && other.targetOperator() == edge.targetOperator()
                    && other.inputOrdinal() == edge.inputOrdinal();
            if (sibling && other.id() < edge.id()) {
                same++;
            }
        }
        return from.operators().get(edge.sourceOperator()).operatorId() + "/" + edge.inputOrdinal() + "/" + same;
    }

    Chain chain(Function<String, OperatorRestore> restore) {
        Map<Integer, List<Wiring.Outbound>> byEdge = new TreeMap<>();
        for (Wiring.Outbound channel : setup.wiring().outbound()) {
            byEdge.computeIfAbsent(channel.edge(), edge -> new ArrayList<>()).add(channel);
        }
        byEdge.forEach((edge, channels) ->
                edges.put(edge, output(setup.job().plan().edges().get(edge), channels)));
        return new ChainBuilder(context, edges, restore, new Links()).build();
    }

    private void onTrouble(String what, boolean peerLost) {
        tell(new TaskMail.ChannelBroken(what, peerLost));
    }

    private void onBackward(int edge, int consumer, byte[] payload) {
        tell(new TaskMail.Backward(edge, consumer, payload));
    }

    private void tell(TaskMail what) {
        if (!mail.test(what)) {
            throw new IllegalStateException("The mailbox of " + setup.facts().title() + " is full.");
        }
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> serializer(JobEdge edge) {
        TypeInformation<?> type = (TypeInformation<?>) setup.job().userCode().open(edge.type());
        return (TypeSerializer<Object>) setup.job().serializers().of(type);
    }

    private EdgeOutput output(JobEdge edge, List<Wiring.Outbound> channels) {
        TypeSerializer<Object> serializer = serializer(edge);
        BatchSize batchSize = new BatchSize(serializer);
        OutputChannel[] outputs = new OutputChannel[channels.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = channel(edge, channels.get(i).end(), serializer, batchSize);
        }
        Partitioning partitioning = (Partitioning) setup.job().userCode().open(edge.partitioning());
        int maxParallelism =
                setup.job().plan().vertices().get(edge.targetVertex()).maxParallelism();
        ChannelSelector selector = Selectors.of(
                partitioning,
                outputs.length,
                maxParallelism,
                setup.facts().subtask(),
                setup.job().serializers());
        return EdgeOutput.make(
                setup.job().copies(), edge.id(), outputs, selector, batchSize, edge.bufferTimeoutMs() == 0);
    }

    private OutputChannel channel(
            JobEdge edge, Wiring.End end, TypeSerializer<Object> serializer, BatchSize batchSize) {
        if (end instanceof Wiring.End.Remote remote) {
            return new RemoteOutput(
                    outflow,
                    edge.bufferTimeoutMs(),
                    serializer,
                    setup.services().transport(),
                    remote.id(),
                    this::onBackward,
                    this::onTrouble);
        }
        if (end instanceof Wiring.End.Stored stored) {
            return new StoredOutput(outflow, serializer, stored.result(), stored.consumer());
        }
        return ((Wiring.End.Local) end)
                .channel()
                .attachProducer(
                        outflow,
                        edge.bufferTimeoutMs(),
                        batchSize,
                        serializer.immutable() ? null : serializer,
                        this::onBackward);
    }

    /** The way between the halves of a split source: one edge, whichever of the two this task holds. */
    private final class Links implements SourceLinks {
        @Override
        public void toEnumerator(byte[] payload) {
            TaskInput made = input;
            if (made == null || made.gate().channels().isEmpty()) {
                throw new IllegalStateException("No enumerator is connected.");
            }
            made.gate().channels().get(0).sendBackward(payload);
        }

        @Override
        public void toReader(int reader, byte[] payload) {
            onlyEdge().event(reader, new StreamEvent.SourceMessage(payload));
        }

        @Override
        public int readers() {
            return onlyEdge().channels();
        }

        private EdgeOutput onlyEdge() {
            return edges.values().iterator().next();
        }
    }
}
