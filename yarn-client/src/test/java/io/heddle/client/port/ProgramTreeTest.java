package io.heddle.client.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of Flink become those of the API, whatever their form; what is not there is told. */
class ProgramTreeTest {
    @TempDir
    private Path directory;

    private static ImportChange.Result change(String... lines) throws IOException {
        return new ImportChange(ApiNames.ofThisVersion(), Set.of("org.apache.flink.examples.util"))
                .of(String.join("\n", lines));
    }

    private static List<String> lines(ImportChange.Result result) {
        return result.text().lines().toList();
    }

    @Test
    void classesGoToTheirPackagesWhereverTheyStand() throws IOException {
        ImportChange.Result result = change(
                "import org.apache.flink.streaming.api.datastream.DataStream;",
                "import org.apache.flink.api.java.tuple.Tuple2;",
                "import org.apache.flink.streaming.api.windowing.triggers.Trigger.TriggerContext;",
                "import static org.apache.flink.api.common.typeinfo.Types.STRING;",
                "class A { org.apache.flink.configuration.Configuration settings; java.util.List<String> rest; }");
        assertEquals(
                List.of(
                        "import io.heddle.api.datastream.DataStream;",
                        "import io.heddle.api.tuple.Tuple2;",
                        "import io.heddle.api.windowing.Trigger.TriggerContext;",
                        "import static io.heddle.api.types.Types.STRING;",
                        "class A { io.heddle.api.environment.Configuration settings; java.util.List<String> rest; }"),
                lines(result));
        assertEquals(5, result.changed());
        assertEquals(List.of(), result.missing());
    }

    @Test
    void twoClassesThatBecameOneAreImportedOnce() throws IOException {
        assertEquals(
                List.of("import io.heddle.api.windowing.Time;", "class A {}"),
                lines(change(
                        "import org.apache.flink.api.common.time.Time;",
                        "import org.apache.flink.streaming.api.windowing.time.Time;",
                        "class A {}")));
    }

    @Test
    void namesThatAreThereTwiceAreToldByTheirPackages() throws IOException {
        assertEquals(
                List.of("import io.heddle.api.metrics.Histogram;", "import io.heddle.api.functions.Histogram;"),
                lines(change(
                        "import org.apache.flink.metrics.Histogram;",
                        "import org.apache.flink.api.common.accumulators.Histogram;")));
    }

    @Test
    void aWholePackageBecomesTheClassesThatAreNamed() throws IOException {
        assertEquals(
                List.of(
                        "import io.heddle.api.functions.FlatMapFunction;",
                        "import io.heddle.api.functions.MapFunction;",
                        "import java.util.function.Function;",
                        "class Partitioner { MapFunction<A, B> map; FlatMapFunction<A, B> flat; Function<A, B> f; }"),
                lines(change(
                        "import org.apache.flink.api.common.functions.*;",
                        "import java.util.function.Function;",
                        "class Partitioner { MapFunction<A, B> map; FlatMapFunction<A, B> flat; Function<A, B> f; }")));
    }

    @Test
    void aNameOfTwoPackagesIsTakenFromTheOneThatHasIt() throws IOException {
        assertEquals(
                List.of(
                        "import io.heddle.api.functions.MapFunction;",
                        "import io.heddle.api.metrics.Histogram;",
                        "class A { MapFunction<B, C> map; Histogram sizes; }"),
                lines(change(
                        "import org.apache.flink.api.common.functions.*;",
                        "import org.apache.flink.metrics.*;",
                        "class A { MapFunction<B, C> map; Histogram sizes; }")));
    }

    @Test
    void whatIsNotThereStaysAndIsTold() throws IOException {
        ImportChange.Result result = change(
                "package org.apache.flink.examples;",
                "import org.apache.flink.examples.util.Data;",
                "import org.apache.flink.table.api.Table;",
                "import org.apache.flink.api.java.DataSet;",
                "import org.apache.flink.api.common.state.v2.ValueState;",
                "import org.apache.flink.streaming.api.functions.source.datagen.DataGeneratorSource;",
                "import org.apache.flink.api.common.functions.MapFunction;");
        assertEquals(
                "import org.apache.flink.examples.util.Data;", lines(result).get(1));
        assertEquals(
                List.of(
                        new ImportChange.Missing(3, "org.apache.flink.table.api.Table"),
                        new ImportChange.Missing(4, "org.apache.flink.api.java.DataSet"),
                        new ImportChange.Missing(5, "org.apache.flink.api.common.state.v2.ValueState"),
                        new ImportChange.Missing(
                                6, "org.apache.flink.streaming.api.functions.source.datagen.DataGeneratorSource")),
                result.missing());
        assertEquals(1, result.changed());
    }

    @Test
    void aTreeIsCopiedWithAllItsFiles() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("job/src/org/apache/flink/my"));
        Files.writeString(sources.resolve("Job.java"), """
            package org.apache.flink.my;

            import org.apache.flink.api.common.functions.MapFunction;
            import org.apache.flink.my.Own;
            import org.apache.flink.cep.CEP;
            """);
        Files.writeString(sources.resolve("words.txt"), "org.apache.flink.api.common.functions.MapFunction");
        Path copy = directory.resolve("copy");
        ProgramTree.Report report = ProgramTree.copy(directory.resolve("job"), copy);
        assertEquals("""
            package org.apache.flink.my;

            import io.heddle.api.functions.MapFunction;
            import org.apache.flink.my.Own;
            import org.apache.flink.cep.CEP;
            """, Files.readString(copy.resolve("src/org/apache/flink/my/Job.java")));
        assertEquals(
                "org.apache.flink.api.common.functions.MapFunction",
                Files.readString(copy.resolve("src/org/apache/flink/my/words.txt")));
        assertEquals(
                new ProgramTree.Report(1, 1, List.of(sources.resolve("Job.java") + ":5: org.apache.flink.cep.CEP")),
                report);
    }
}
