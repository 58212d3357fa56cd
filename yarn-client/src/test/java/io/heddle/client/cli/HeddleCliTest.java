package io.heddle.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.programs.Programs;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.yarn.YarnCluster;
import io.heddle.core.config.ProcessEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new user types, right and wrong, where no cluster is needed. */
@Timeout(600)
class HeddleCliTest {
    private final FakeTerminal terminal = new FakeTerminal("");

    @TempDir
    private Path directory;

    private ExitCode heddle(String... words) {
        ProcessEnvironment environment = new ProcessEnvironment(
                Map.of("HEDDLE_CONF_DIR", directory.toString()), Map.of("user.home", directory.toString()));
        return HeddleCli.of(context(environment)).run(List.of(words));
    }

    private Context context(ProcessEnvironment environment) {
        return new Context(
                environment,
                terminal.terminal(),
                Pause.system(),
                (process, configuration) -> YarnCluster.connect(process.variables(), configuration));
    }

    private void refused(ExitCode expected, String[] words, String... says) {
        assertEquals(expected, heddle(words), terminal.err());
        for (String part : says) {
            assertTrue(terminal.err().contains(part), part + " is not in: " + terminal.err());
        }
        assertFalse(terminal.err().contains("\tat "), "no stack trace without -v: " + terminal.err());
        assertEquals("", terminal.out().replaceFirst("(?s)^Starting execution of program\n", ""));
    }

    private String jar(Class<?> program) throws Exception {
        return Programs.jar(directory, program, true).toString();
    }

    private static String[] words(String... words) {
        return words;
    }

    @Test
    void a_cluster_that_nobody_named() {
        refused(ExitCode.USAGE, words("list"), "HADOOP_CONF_DIR", "env.hadoop.conf.dir", "heddle sandbox start");
    }

    @Test
    void a_word_too_many_is_not_ignored() {
        refused(ExitCode.USAGE, words("list", "-r", "all"), "'all'", "heddle list");
        refused(ExitCode.USAGE, words("stop", "JOB", "hdfs:///savepoints"), "'hdfs:///savepoints'", "[-p DIR] JOB");
        refused(ExitCode.USAGE, words("cancel", "DIR", "JOB"), "cancel -s DIR JOB");
        refused(ExitCode.USAGE, words("savepoint", "-dispose", "a", "b"), "'b'", "-dispose");
        refused(ExitCode.USAGE, words("checkpoints", "verify", "a", "b"), "'b'");
        refused(ExitCode.USAGE, words("version", "please"), "'please'");
    }

    @Test
    void help_of_one_command() {
        assertEquals(ExitCode.OK, heddle("help", "stop"));
        assertTrue(terminal.out().contains("usage: heddle stop"), terminal.out());
        refusedAfterOutput(ExitCode.USAGE, words("help", "sotp"), "heddle stop");
    }

    private void refusedAfterOutput(ExitCode expected, String[] words, String says) {
        assertEquals(expected, heddle(words));
        assertTrue(terminal.err().contains(says), terminal.err());
    }

    @Test
    void a_configuration_directory_that_is_none() {
        ProcessEnvironment environment =
                new ProcessEnvironment(Map.of("HEDDLE_CONF_DIR", directory + "/absent"), Map.of());
        assertEquals(ExitCode.USAGE, HeddleCli.of(context(environment)).run(List.of("conf", "list")));
        assertTrue(terminal.err().contains("HEDDLE_CONF_DIR names " + directory + "/absent"), terminal.err());
    }

    @Test
    void a_configuration_that_is_no_text() throws Exception {
        Files.write(directory.resolve("heddle-conf.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refused(ExitCode.USAGE, words("conf", "list"), "heddle-conf.yaml is not text in UTF-8");
    }

    @Test
    void a_cluster_configuration_that_is_no_xml() throws Exception {
        Path hadoop = Files.createDirectories(directory.resolve("hadoop"));
        Files.writeString(hadoop.resolve("core-site.xml"), "<configuration><property>");
        ProcessEnvironment environment = new ProcessEnvironment(Map.of("HADOOP_CONF_DIR", hadoop.toString()), Map.of());
        assertEquals(ExitCode.USAGE, HeddleCli.of(context(environment)).run(List.of("list")), terminal.err());
        assertTrue(terminal.err().contains("core-site.xml"), terminal.err());
    }

    @Test
    void a_checkpoint_to_start_from_that_is_not_there() throws Exception {
        String good = jar(Programs.Good.class);
        refused(
                ExitCode.NOT_FOUND,
                words("run", "-t", "local", "-s", directory + "/absent", good),
                "no checkpoint or savepoint at " + directory + "/absent");
        refused(
                ExitCode.USAGE,
                words("run", "-t", "local", "-s", "hdfs:///checkpoints/chk-1", good),
                "hdfs:///checkpoints/chk-1/_metadata is not on this machine",
                "HADOOP_CONF_DIR");
    }

    @Test
    void what_is_no_source_is_not_ported() throws Exception {
        Path text = Files.writeString(directory.resolve("LICENSE"), "text");
        refused(ExitCode.USAGE, words("port", text.toString(), directory + "/to"), "no Java source");
    }

    @Test
    void a_jar_that_is_not_there_or_no_jar() throws Exception {
        refused(ExitCode.NOT_FOUND, words("run", "-t", "local", directory + "/absent.jar"), "absent.jar");
        Path broken = Files.write(directory.resolve("broken.jar"), "no zip".getBytes(StandardCharsets.UTF_8));
        refused(ExitCode.REFUSED_BY_CHECK, words("run", "-t", "local", broken.toString()), "cannot be read");
        refused(ExitCode.NOT_FOUND, words("run", "-t", "local", directory.toString()), "directory");
    }

    @Test
    void a_main_class_that_is_missing() throws Exception {
        String unnamed = Programs.jar(directory, Programs.Good.class, false).toString();
        refused(ExitCode.REFUSED_BY_CHECK, words("run", "-t", "local", unnamed), "no Main-Class", "-c CLASS");
        refused(ExitCode.REFUSED_BY_CHECK, words("run", "-t", "local", "-c", "a.B", unnamed), "a.B is not in");
        refused(
                ExitCode.REFUSED_BY_CHECK,
                words("run", "-t", "local", jar(Programs.Mainless.class)),
                "has no main method");
    }

    @Test
    void a_program_that_asks_for_nothing() throws Exception {
        refused(
                ExitCode.REFUSED_BY_CHECK,
                words("run", "-t", "local", jar(Programs.Forgetful.class)),
                "submitted no job",
                "execute(");
    }

    @Test
    void a_program_that_throws() throws Exception {
        refused(
                ExitCode.JOB_FAILED,
                words("run", "-t", "local", jar(Programs.Throwing.class)),
                "--input is missing",
                "Programs$Throwing");
    }

    @Test
    void a_function_that_cannot_travel() throws Exception {
        refused(
                ExitCode.REFUSED_BY_CHECK,
                words("run", "-t", "local", jar(Programs.Unserialisable.class)),
                "connection",
                "java.lang.Thread");
    }

    @Test
    void a_job_that_fails() throws Exception {
        refused(
                ExitCode.JOB_FAILED,
                words("run", "-t", "local", jar(Programs.Failing.class)),
                "'failing'",
                "the disk of my dreams is full");
        assertEquals(ExitCode.JOB_FAILED, heddle("run", "-v", "-t", "local", jar(Programs.Failing.class)));
        assertTrue(terminal.err().contains("Programs$Failing"), "with -v the trace is shown: " + terminal.err());
    }

    @Test
    void a_job_that_works() throws Exception {
        assertEquals(ExitCode.OK, heddle("run", "-p", "1", "-t", "local", jar(Programs.Good.class)), terminal.err());
        List<String> lines = terminal.out().lines().toList();
        assertEquals("Starting execution of program", lines.get(0));
        assertEquals("Program execution finished", lines.get(1));
        assertTrue(lines.get(2).matches("Job with JobID [0-9a-f]{32} has finished\\."), lines.get(2));
        assertTrue(lines.get(3).matches("Job Runtime: [0-9]+ ms"), lines.get(3));
    }

    @Test
    void a_job_that_works_tells_so_in_json() throws Exception {
        assertEquals(ExitCode.OK, heddle("run", "-t", "local", "--output", "json", jar(Programs.Good.class)));
        assertTrue(
                terminal.out()
                        .strip()
                        .matches("\\{\"jobId\":\"[0-9a-f]{32}\",\"name\":\"good\",\"status\":\"SUCCEEDED\""
                                + ",\"runtimeMs\":[0-9]+\\}"),
                terminal.out());
    }

    /** They belong to jobs and are read by the API and the engine under their texts. */
    @Test
    void what_the_user_says_of_a_job_reaches_it() throws Exception {
        Files.writeString(directory.resolve("heddle-conf.yaml"), """
            pipeline.name: from the file
            pipeline.auto-watermark-interval: 70 ms
            pipeline.global-job-parameters: first:1,second:2
            """);
        String[] run = words("run", "-t", "local", "--output", "json", jar(Programs.Settled.class));
        assertEquals(ExitCode.OK, heddle(run), terminal.err());
        told("from the file", "watermark interval: 70", "parameter first: 1", "parameter second: 2");
        String[] stronger = Stream.concat(
                        Stream.of(
                                "run",
                                "-Dpipeline.name=from the line",
                                "-Dpipeline.auto-watermark-interval=90ms",
                                "-Dpipeline.global-job-parameters=third:3"),
                        Stream.of(run).skip(1))
                .toArray(String[]::new);
        assertEquals(ExitCode.OK, heddle(stronger), terminal.err());
        told("from the line", "watermark interval: 90", "parameter third: 3");
    }

    private void told(String... parts) {
        for (String part : parts) {
            assertTrue(
                    (terminal.out() + terminal.err()).contains(part),
                    () -> part + " is not in " + terminal.out() + terminal.err());
        }
    }

    @Test
    void what_a_program_sets_without_effect_is_said() throws Exception {
        assertEquals(ExitCode.OK, heddle("run", "-t", "local", jar(Programs.Hopeful.class)), terminal.err());
        told("The program sets metrics.latency.interval", "The program sets local.start-webserver");
    }

    @Test
    void options_that_do_nothing_are_said_or_refused() {
        refused(ExitCode.USAGE, words("list", "-t", "yarn-session"), "-t has no effect", "HADOOP_CONF_DIR");
        refused(ExitCode.USAGE, words("list", "-m", "yarn-cluster"), "-m has no effect");
        refused(ExitCode.USAGE, words("list", "-z", "name"), "-z has no effect");
        refused(ExitCode.USAGE, words("cancel", "-p", "hdfs:///s", "job"), "-p does not apply");
        refused(ExitCode.USAGE, words("run", "-d", "-sae", "-m", "yarn-cluster", "x.jar"), "-sae does not apply");
        refused(ExitCode.USAGE, words("run", "-z", "name", "-yid", "application_1_1", "x.jar"), "-z does not apply");
    }

    @Test
    void the_configuration_may_name_the_cluster() throws Exception {
        Path conf = Files.createDirectories(directory.resolve("hadoop"));
        // Found, read, and refused for what it says: no file system that other hosts can see.
        refused(ExitCode.USAGE, words("list", "-Denv.hadoop.conf.dir=" + conf), "local one");
        Files.writeString(directory.resolve("heddle-conf.yaml"), "env.yarn.conf.dir: " + conf + "\n");
        refused(ExitCode.USAGE, words("list"), "local one");
        refused(ExitCode.USAGE, words("list", "-Denv.yarn.conf.dir=" + conf + "/absent"), "absent does not exist");
    }

    @Test
    void files_go_where_the_user_says() throws Exception {
        Path disk = directory.resolve("disk");
        assertEquals(
                ExitCode.OK,
                heddle("run", "-t", "local", "-Dio.tmp.dirs=" + disk, jar(Programs.Good.class)),
                terminal.err());
        assertTrue(Files.isDirectory(disk), "it was used");
        try (Stream<Path> left = Files.list(disk)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void wrong_words() {
        refused(ExitCode.USAGE, words("rnu"), "Did you mean 'heddle run'?");
        refused(ExitCode.USAGE, words("run", "--paralelism", "3", "x.jar"), "Did you mean --parallelism?");
        refused(ExitCode.USAGE, words("run", "-P", "3", "x.jar"), "Did you mean -p?");
        refused(ExitCode.USAGE, words("run", "-p", "many", "x.jar"), "'many' is no whole number");
        refused(ExitCode.USAGE, words("run"), "jar is missing");
        refused(ExitCode.USAGE, words("run", "-t", "local", "-d", "x.jar"), "-d does not apply");
        refused(ExitCode.USAGE, words("conf", "explain"), "explain KEY");
        refused(ExitCode.USAGE, words("cancel"), "job is missing");
    }

    @Test
    void wrong_keys() throws Exception {
        refused(
                ExitCode.USAGE,
                words("run", "-Dtaskmanager.numberOfTaskSlot=3", "x.jar"),
                "did you mean taskmanager.numberOfTaskSlots?");
        refused(ExitCode.NOT_FOUND, words("conf", "explain", "paralelism.default"), "parallelism.default");
        Files.writeString(directory.resolve("heddle-conf.yaml"), "state.backnd: rocksdb\nparallelism.default: 0\n");
        refused(ExitCode.USAGE, words("conf", "list"), "state.backend", "heddle-conf.yaml");
    }

    @Test
    void a_file_of_flink_is_read_under_its_names() throws Exception {
        Files.writeString(directory.resolve("flink-conf.yaml"), "taskmanager.heap.size: 2g\nstate.backend: rocksdb\n");
        assertEquals(ExitCode.OK, heddle("conf", "explain", "state.backend.type"), terminal.err());
        assertTrue(terminal.out().contains("rocksdb"), terminal.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 60, 132})
    void help_fits_the_terminal(int width) {
        FakeTerminal narrow = new FakeTerminal("", width);
        Context context = new Context(
                new ProcessEnvironment(Map.of(), Map.of()),
                narrow.terminal(),
                Pause.system(),
                (process, configuration) -> YarnCluster.connect(process.variables(), configuration));
        HeddleCli cli = HeddleCli.of(context);
        Stream.concat(Stream.of(List.of("help")), cli.names().map(name -> List.of(name, "-h")))
                .forEach(words -> assertEquals(ExitCode.OK, cli.run(words)));
        YarnSessionCli.run(List.of("-h"), context);
        narrow.out().lines().forEach(line -> assertTrue(line.length() <= width, line));
        assertEquals("", narrow.err());
    }

    @Test
    void completion_knows_every_command_and_its_options() {
        assertEquals(ExitCode.OK, heddle("completion", "bash"));
        assertTrue(terminal.out().contains("savepoint) words='"), terminal.out());
        assertTrue(terminal.out().contains("--parallelism"), terminal.out());
    }

    @Test
    void a_program_whose_imports_are_changed() throws Exception {
        Path program = Files.writeString(directory.resolve("Job.java"), "import org.apache.flink.util.Collector;\n");
        Path ported = directory.resolve("Ported.java");
        assertEquals(ExitCode.OK, heddle("port", program.toString(), ported.toString()), terminal.err());
        assertEquals("import io.heddle.api.functions.Collector;\n", Files.readString(ported));
        refused(ExitCode.USAGE, words("port", program.toString(), ported.toString()), "exists already");
        refused(ExitCode.USAGE, words("port", program.toString()), "where to write it");
        refused(ExitCode.NOT_FOUND, words("port", directory + "/absent", directory + "/x"), "absent");
    }

    @Test
    void a_program_with_classes_that_are_not_there() throws Exception {
        Path program = Files.writeString(directory.resolve("Job.java"), "import org.apache.flink.cep.CEP;\n");
        assertEquals(ExitCode.NOT_FOUND, heddle("port", program.toString(), directory + "/Ported.java"));
        assertEquals(program.toRealPath() + ":1: org.apache.flink.cep.CEP\n", terminal.out());
    }
}
