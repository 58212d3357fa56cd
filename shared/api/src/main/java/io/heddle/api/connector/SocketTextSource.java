package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Text from a socket, split at a delimiter, by one reader. Nothing can be read twice, so records in flight are lost
 * when the job fails: at most once. While it may, it tries to connect every half second.
 */
public final class SocketTextSource
        implements Source<String, RangeSplit, List<RangeSplit>>, ResultTypeQueryable<String> {
    private final String hostname;
    private final int port;
    private final String delimiter;
    private final long maxRetrySeconds;

    /**
     * A socket.
     *
     * @param maxRetrySeconds how long to go on trying to connect, also after the peer has closed; negative for ever
     */
    public SocketTextSource(String hostname, int port, String delimiter, long maxRetrySeconds) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is between 1 and 65535, but is " + port + ".");
        }
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("The delimiter must not be empty.");
        }
        this.hostname = hostname;
        this.port = port;
        this.delimiter = delimiter;
        this.maxRetrySeconds = maxRetrySeconds;
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return new ListEnumerator<>(context, List.of(new RangeSplit("socket", 0, 0)));
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<String, RangeSplit> createReader(SourceReaderContext context) {
        return new SocketTextReader(context, new InetSocketAddress(hostname, port), delimiter, maxRetrySeconds * 1000);
    }

    @Override
    public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
        return RangeSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<RangeSplit>> getEnumeratorCheckpointSerializer() {
        return new ListSerializer<>(RangeSplit.SERIALIZER);
    }
}
