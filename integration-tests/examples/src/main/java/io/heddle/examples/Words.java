package io.heddle.examples;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.tuple.Tuple2;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text to words, words to counts, counts to lines. */
public final class Words {
    private static final String[] SOME_TEXT = {
        "A heddle lifts the threads that the next throw of the shuttle passes under.",
        "Each thread of the warp goes through the eye of one heddle;",
        "the order of the heddles is the pattern of the cloth."
    };

    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\W+");

    private Words() {}

    /** The lines of the files at {@code input}, or a built-in text. */
    public static DataStream<String> text(StreamExecutionEnvironment env, @Nullable String input) {
        return input == null ? env.fromElements(SOME_TEXT) : env.readTextFile(input);
    }

    /** A line {@code word count} for each count. */
    public static DataStream<String> counts(DataStream<String> text) {
        return text.flatMap(new Split())
                .name("split")
                .keyBy(count -> count.f0)
                .sum(1)
                .name("count")
                .map(new Line())
                .name("format");
    }

    /** Writes lines to {@code output}, or prints them. */
    public static void write(DataStream<String> lines, @Nullable String output) {
        if (output == null) {
            lines.print();
        } else {
            lines.writeAsText(output).name("write");
        }
    }

    /** Each word of a line in lower case, with a count of one. */
    public static final class Split implements FlatMapFunction<String, Tuple2<String, Long>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Long>> out) {
            for (String word : BETWEEN_WORDS.split(line.toLowerCase(Locale.ROOT), 0)) {
                if (!word.isEmpty()) {
                    out.collect(Tuple2.of(word, 1L));
                }
            }
        }
    }

    /** A word and its count as a line. */
    public static final class Line implements MapFunction<Tuple2<String, Long>, String> {
        @Override
        public String map(Tuple2<String, Long> count) {
            return count.f0 + " " + count.f1;
        }
    }
}
