package io.heddle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.functions.Collector;
import io.heddle.api.tuple.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> words(String line) {
        List<String> found = new ArrayList<>();
        new Words.Split().flatMap(line, new Collector<>() {
            @Override
            public void collect(Tuple2<String, Long> word) {
                found.add(new Words.Line().map(word));
            }

            @Override
            public void close() {}
        });
        return found;
    }

    @Test
    void wordsAreLowerCaseAndSplitAtWhatIsNoWordCharacter() {
        assertEquals(List.of("it 1", "s 1", "a_b 1", "42 1"), words("  It's a_b--42!"));
    }

    @Test
    void aLineWithoutWordsGivesNothing() {
        assertEquals(List.of(), words(" -- "));
        assertEquals(List.of(), words(""));
    }
}
