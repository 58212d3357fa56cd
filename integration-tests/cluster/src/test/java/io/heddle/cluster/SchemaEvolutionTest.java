package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.environment.StreamExecutionEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A program is changed, built anew and started from the old one's savepoint: a field more and a wider one are taken, a field of
 * another type is refused before the first record, by name, and nothing is tried again.
 */
@ClusterTest
class SchemaEvolutionTest {
    private static final int KEYS = 5;
    private static final int RECORDS = 20_000;

    private static final String PROGRAM = """
        package shop;

        import io.heddle.api.connector.*;
        import io.heddle.api.environment.*;
        import io.heddle.api.eventtime.WatermarkStrategy;
        import io.heddle.api.functions.*;
        import io.heddle.api.state.*;
        import io.heddle.api.types.Types;

        public final class Balances {
            public record Account(@FIELDS@) {}

            public static void main(String[] args) throws Exception {
                ParameterTool p = ParameterTool.fromArgs(args);
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.fromSource(new DataGeneratorSource<Long>(n -> n, p.getLong("records"),
                                RateLimiterStrategy.perSecond(p.getDouble("rate")), Types.LONG),
                                WatermarkStrategy.noWatermarks(), "numbers")
                        .uid("numbers")
                        .keyBy(n -> n % @KEYS@, Types.LONG)
                        .process(new Count())
                        .uid("count")
                        .writeAsText(p.getRequired("output"));
                env.execute("Balances");
            }

            static final class Count extends KeyedProcessFunction<Long, Long, String> {
                private transient ValueState<Account> state;

                @Override
                public void open(OpenContext context) {
                    state = getRuntimeContext().getState(new ValueStateDescriptor<>("account", Account.class));
                }

                @Override
                public void processElement(Long n, Context context, Collector<String> out) throws Exception {
                    Account a = state.value();
                    Account next = a == null ? new Account(@FIRST@) : new Account(@NEXT@);
                    state.update(next);
                    out.collect(context.getCurrentKey() + " " + next);
                }
            }
        }
        """;

    @Test
    @Tag("slow")
    void aFieldMoreIsTakenAndAnotherTypeIsRefused(Cluster cluster) throws IOException {
        Path old = jar(cluster, "old", "String owner, int count", "\"o\" + n, 1", "a.owner(), a.count() + 1");
        Path more = jar(
                cluster,
                "more",
                "String owner, long count, String note",
                "\"o\" + n, 1, \"new\"",
                "a.owner(), a.count() + 1, a.note() == null ? \"kept\" : a.note()");
        Path other = jar(cluster, "other", "int owner, int count", "1, 1", "a.owner(), a.count() + 1");
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "evolving-old", "evolving-more", "evolving-other");

        String savepoint;
        try (Cluster.Running run = cluster.begin(command(old, "evolving-old", "20", "--fresh"))) {
            cluster.until("an application", 180, run::named);
            Proxied rest = new Proxied(cluster, run.application());
            String job = cluster.await(
                    "the job has a checkpoint",
                    180,
                    () -> rest.job()
                            .filter(id -> rest.job(id)
                                    .filter(sight -> sight.completed() > 0)
                                    .isPresent()));
            savepoint = cluster.heddle("stop", "-p", Cluster.home("evolving-savepoint"), job)
                    .exits(0)
                    .line();
            run.await(120).exits(0);
        }

        try (Cluster.Running run = cluster.begin(command(more, "evolving-more", "100000", "-s", savepoint))) {
            run.await(240).exits(0);
        }
        List<String> lines = cluster.lines("evolving-more");
        assertTrue(lines.size() < RECORDS, "it has gone on, and not begun anew");
        for (int key = 0; key < KEYS; key++) {
            String last = key + " Account[owner=o" + key + ", count=" + RECORDS / KEYS + ", note=kept]";
            assertTrue(lines.contains(last), () -> last + " is not among the lines");
        }

        try (Cluster.Running run = cluster.begin(command(other, "evolving-other", "100000", "-s", savepoint))) {
            Outcome refused = run.await(240).exits(1);
            assertTrue(refused.err().contains("The state 'account'"), refused::toString);
            assertTrue(refused.err().contains("in the field 'owner'"), refused::toString);
        }
        assertEquals(List.of(), cluster.lines("evolving-other"), "refused before the first record");
    }

    private static String[] command(Path jar, String output, String rate, String... options) {
        Stream<String> settings = Stream.of(
                        "execution.checkpointing.interval=1 s",
                        "execution.checkpointing.dir=" + Cluster.home("evolving-checkpoints"),
                        "restart-strategy.type=fixed-delay",
                        "restart-strategy.fixed-delay.attempts=1000")
                .flatMap(setting -> Stream.of("-D", setting));
        return Stream.of(
                        Stream.of("run", "-m", "yarn-cluster", "-yjm", "1024", "-ytm", "1024"),
                        settings,
                        Stream.of(options),
                        Stream.of("-c", "shop.Balances", jar.toString(), "--records", Integer.toString(RECORDS)),
                        Stream.of("--rate", rate, "--output", Cluster.home(output)))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** The program with that record, built as its author would. */
    private static Path jar(Cluster cluster, String name, String fields, String first, String next) throws IOException {
        Path home = Files.createDirectories(cluster.scratch().resolve("evolving-" + name));
        Path source = Files.writeString(
                home.resolve("Balances.java"),
                PROGRAM.replace("@FIELDS@", fields)
                        .replace("@FIRST@", first)
                        .replace("@NEXT@", next)
                        .replace("@KEYS@", Integer.toString(KEYS)));
        Path classes = Files.createDirectories(home.resolve("classes"));
        String api = Path.of(URI.create(StreamExecutionEnvironment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-cp", api, "-d", classes.toString(), source.toString());
        assertEquals(0, result, "the program compiles");
        return ProgramsJar.of(classes, classes.resolve("shop"), home.resolve(name + ".jar"));
    }
}
