package io.heddle.examples.batch;

import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.examples.Words;

/**
 * Counts the words of a text.
 *
 * <p>{@code WordCount [--input PATH] [--output PATH]}: without an input, a built-in text; without an output, the counts
 * are printed. The result has one line {@code word count} for each word.
 */
public final class WordCount {
    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);

        Words.write(Words.counts(Words.text(env, parameters.get("input"))), parameters.get("output"));
        env.execute("WordCount");
    }
}
