package io.heddle.examples.streaming;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.windowing.Time;
import io.heddle.examples.Words;

/**
 * Counts the words that arrive at a socket, in windows of ten seconds.
 *
 * <p>{@code SocketWindowWordCount [--hostname H] --port P}: start a server first, such as {@code nc -lk P}.
 */
public final class SocketWindowWordCount {
    private SocketWindowWordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> text =
                env.socketTextStream(parameters.get("hostname", "localhost"), parameters.getInt("port"), "\n");
        text.flatMap(new Words.Split())
                .keyBy(0)
                .timeWindow(Time.seconds(10))
                .sum(1)
                .print()
                .setParallelism(1);
        env.execute("Socket Window WordCount");
    }
}
