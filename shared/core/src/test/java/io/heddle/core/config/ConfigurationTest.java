package io.heddle.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final Origin COMMAND = Origin.commandLine("-D");

    private static ConfigurationBuilder.Built build(String key, String value) {
        return new ConfigurationBuilder().put(key, value, COMMAND).build();
    }

    @Test
    void gives_the_default_when_nothing_is_set() {
        Configuration configuration = Configuration.empty();
        assertEquals(1, configuration.get(ClusterSettings.TASK_SLOTS));
        assertFalse(configuration.isSet(ClusterSettings.TASK_SLOTS));
        assertEquals(Origin.DEFAULT, configuration.origin(ClusterSettings.TASK_SLOTS));
    }

    @Test
    void later_values_win_and_keep_their_origin() {
        Configuration configuration = new ConfigurationBuilder()
                .put("parallelism.default", "2", Origin.file("conf", 3))
                .put("parallelism.default", "4", COMMAND)
                .build()
                .configuration();
        assertEquals(4, configuration.get(ExecutionSettings.PARALLELISM));
        assertEquals(
                "command-line -D",
                configuration.origin(ExecutionSettings.PARALLELISM).toString());
        assertEquals(COMMAND, Origin.parse("command-line -D"));
    }

    @Test
    void translates_old_names_with_a_warning() {
        ConfigurationBuilder.Built built = build("taskmanager.heap.mb", "1024");
        assertEquals(MemorySize.ofMebiBytes(1024), built.configuration().get(MemorySettings.TASKMANAGER_PROCESS));
        assertEquals(
                List.of("taskmanager.heap.mb (command-line -D) is an old name; write taskmanager.memory.process.size."),
                built.warnings());
    }

    @Test
    void equal_names_give_no_warning() {
        ConfigurationBuilder.Built built = build("state.backend", "filesystem");
        assertEquals(StateSettings.Backend.HASHMAP, built.configuration().get(StateSettings.BACKEND));
        assertTrue(built.warnings().isEmpty());
    }

    /** A program that calls a method, and reads a file of its own in which the setting has its older name. */
    @Test
    void the_name_of_today_counts_where_nobody_knows_which_was_set_last() {
        Configuration configuration = Configuration.of(
                Map.of(
                        "execution.checkpointing.dir", "hdfs:///method",
                        "state.checkpoints.dir", "hdfs:///file",
                        "state.backend", "hashmap",
                        "state.backend.type", "rocksdb"),
                Origin.PROGRAM);
        assertEquals("hdfs:///method", configuration.get(StateSettings.CHECKPOINT_DIRECTORY));
        assertEquals(StateSettings.Backend.ROCKSDB, configuration.get(StateSettings.BACKEND));
    }

    @Test
    void refuses_a_value_that_cannot_mean_anything() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> build("taskmanager.numberOfTaskSlots", "0"));
        assertEquals("taskmanager.numberOfTaskSlots: must be 1 or more, not 0 (command-line -D)", e.getMessage());
    }

    @Test
    void refuses_an_unknown_key_with_a_suggestion() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> build("taskmanager.numberOfTaskSlot", "2"));
        assertTrue(e.getMessage().contains("did you mean taskmanager.numberOfTaskSlots"), e.getMessage());
    }

    @Test
    void reports_all_problems_together() {
        ConfigurationBuilder builder = new ConfigurationBuilder()
                .put("parallelism.default", "many", COMMAND)
                .put("no.such.thing.at.all", "1", COMMAND)
                .put("heartbeat.timeout", "5 parsecs", COMMAND);
        ConfigurationException e = assertThrows(ConfigurationException.class, builder::build);
        assertEquals(3, e.problems().size());
    }

    @Test
    void retired_keys_warn_and_do_nothing() {
        ConfigurationBuilder.Built built = build("akka.framesize", "10485760b");
        assertTrue(built.configuration().toMap().isEmpty());
        assertEquals(1, built.warnings().size());
    }

    @Test
    void hands_on_keys_of_others_unread() {
        Configuration configuration = build("flink.hadoop.dfs.replication", "1").configuration();
        assertEquals(Map.of("dfs.replication", "1"), configuration.under("flink.hadoop."));
    }

    @Test
    void masks_what_looks_like_a_secret() {
        Configuration configuration =
                build("containerized.master.env.DB_PASSWORD", "hunter2").configuration();
        assertFalse(configuration.toString().contains("hunter2"));
        assertEquals("hunter2", configuration.toMap().get("containerized.master.env.DB_PASSWORD"));
    }

    @Test
    void a_value_may_hold_equals_signs() {
        Configuration configuration =
                build("env.java.opts", "-DappName=x -Db=c=d").configuration();
        assertEquals("-DappName=x -Db=c=d", configuration.get(ClusterSettings.JVM_OPTIONS));
    }

    @Test
    void durations_without_unit_count_what_the_key_says() {
        assertEquals(
                Duration.ofSeconds(5),
                build("yarn.heartbeat.interval", "5").configuration().get(YarnSettings.HEARTBEAT_INTERVAL));
        assertEquals(
                Duration.ofMillis(-1),
                build("execution.buffer-timeout", "-1").configuration().get(ExecutionSettings.BUFFER_TIMEOUT));
    }

    @Test
    void every_default_can_be_written_and_read_again() {
        for (Setting<?> setting : Settings.all()) {
            if (setting.defaultValue().isPresent() && !setting.defaultText().isEmpty()) {
                assertEquals(setting.defaultValue().get(), setting.parse(setting.defaultText()), setting.key());
            }
        }
    }

    @Test
    void every_setting_says_what_it_means_and_where_it_acts() {
        for (Setting<?> setting : Settings.all()) {
            assertTrue(
                    setting.description().endsWith(".") || setting.description().endsWith("*"), setting.key());
            assertFalse(setting.scopes().isEmpty(), setting.key());
        }
    }

    @Test
    void survives_the_way_to_another_process() {
        Configuration configuration = new ConfigurationBuilder()
                .put("yarn.tags", "a,b", COMMAND)
                .put("restart-strategy", "fixed-delay", COMMAND)
                .put("heartbeat.timeout", "90 s", COMMAND)
                .build()
                .configuration();
        assertEquals(configuration, Configuration.of(configuration.toMap(), COMMAND));
    }
}
