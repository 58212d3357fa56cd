package io.heddle.examples.streaming;

import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.examples.Words;
import java.util.Locale;

/**
 * Counts the words of a text as a stream.
 *
 * <p>{@code WordCount [--input PATH] [--output PATH] [--mode streaming|batch]}: in streaming mode (the default) each word
 * gives a line with its count so far, in batch mode each different word gives one line with its final count.
 */
public final class WordCount {
    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        String mode = parameters.get("mode", "streaming").toUpperCase(Locale.ROOT);
        if (!mode.equals("STREAMING") && !mode.equals("BATCH")) {
            throw new IllegalArgumentException("--mode is streaming or batch, not " + parameters.get("mode"));
        }
        env.setRuntimeMode(RuntimeExecutionMode.valueOf(mode));

        Words.write(Words.counts(Words.text(env, parameters.get("input"))), parameters.get("output"));
        env.execute("Streaming WordCount");
    }
}
