package io.heddle.api.connector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a socket without blocking: the task asks again after a few milliseconds when nothing has come. */
final class SocketTextReader implements SourceReader<String, RangeSplit> {
    private static final long IDLE_MS = 5;
    private static final long RETRY_MS = 500;
    private final SourceReaderContext context;
    private final InetSocketAddress address;
    private final DelimitedText text;
    private final long maxRetryMs;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    private final Deque<String> ready = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable SocketChannel channel;
    private @Nullable RangeSplit split;
    private boolean noMoreSplits;
    private boolean finished;
    private long tryingSinceMs = -1;
    private long lines;

    SocketTextReader(SourceReaderContext context, InetSocketAddress address, String delimiter, long maxRetryMs) {
        this.context = context;
        this.address = address;
        this.text = new DelimitedText(delimiter);
        this.maxRetryMs = maxRetryMs;
    }

    @Override
    public void start() {
        if (split == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws Exception {
        if (split == null || finished) {
            return finished || noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (channel == null && !connect()) {
            return later(RETRY_MS);
        }
        boolean any = read();
        while (!ready.isEmpty()) {
            lines++;
            output.collect(ready.remove());
        }
        if (finished) {
            return InputStatus.END_OF_INPUT;
        }
        return any ? InputStatus.MORE_AVAILABLE : later(channel == null ? RETRY_MS : IDLE_MS);
    }

    private InputStatus later(long delayMs) {
        available = new CompletableFuture<>();
        context.completeAt(context.currentProcessingTime() + delayMs, available);
        return InputStatus.NOTHING_AVAILABLE;
    }

    /** Connects; false if it is to be tried again. */
    private boolean connect() throws IOException {
        SocketChannel opened = SocketChannel.open();
        try {
            opened.connect(new InetSocketAddress(address.getHostString(), address.getPort()));
            opened.configureBlocking(false);
            channel = opened;
            tryingSinceMs = -1;
            return true;
        } catch (IOException | UnresolvedAddressException e) {
            opened.close();
            if (mayRetry()) {
                return false;
            }
            throw new IOException(
                    "Nothing accepts connections at " + address.getHostString() + ":" + address.getPort()
                            + ". Start the program that sends the text first (for example nc -lk " + address.getPort()
                            + "), or give socketTextStream a number of seconds to retry.",
                    e);
        }
    }

    private boolean mayRetry() {
        long now = context.currentProcessingTime();
        if (tryingSinceMs < 0) {
            tryingSinceMs = now;
        }
        return maxRetryMs < 0 || now - tryingSinceMs < maxRetryMs;
    }

    /** Reads what is there; true if there was something. */
    private boolean read() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return false;
        }
        buffer.clear();
        int count = open.read(buffer);
        if (count > 0) {
            text.add(buffer.array(), count, ready);
            return true;
        }
        if (count < 0) {
            open.close();
            channel = null;
            if (maxRetryMs == 0 || !mayRetry()) {
                text.finish(ready);
                finished = true;
            }
        }
        return false;
    }

    @Override
    public List<RangeSplit> snapshotState(long checkpointId) {
        return split == null || finished ? List.of() : List.of(split);
    }

    @Override
    public Optional<SourcePosition> position() {
        return split == null
                ? Optional.empty()
                : Optional.of(new SourcePosition(split.splitId(), "line " + lines + " since the reader began"));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return finished || (noMoreSplits && split == null) ? CompletableFuture.completedFuture(null) : available;
    }

    @Override
    public void addSplits(List<RangeSplit> splits) {
        split = splits.get(0);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
