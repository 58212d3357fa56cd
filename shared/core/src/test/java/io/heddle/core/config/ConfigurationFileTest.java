package io.heddle.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationFileTest {
    private static Map<String, String> values(ConfigurationFile file) {
        Map<String, String> map = new TreeMap<>();
        file.lines().forEach(line -> map.put(line.key(), line.value()));
        return map;
    }

    @Test
    void reads_flat_and_nested_keys() {
        String text = """
                # a remark
                parallelism.default: 2
                taskmanager:
                  numberOfTaskSlots: 4
                  memory:
                    process.size: 1728m
                yarn.tags: [a, b]
                """;
        ConfigurationFile file = ConfigurationFile.parse(text, "heddle-conf.yaml");
        assertEquals(
                Map.of(
                        "parallelism.default", "2",
                        "taskmanager.numberOfTaskSlots", "4",
                        "taskmanager.memory.process.size", "1728m",
                        "yarn.tags", "a;b"),
                values(file));
        assertEquals(Origin.file("heddle-conf.yaml", 4), file.lines().get(1).origin());
    }

    @Test
    void reads_the_old_file_that_is_no_yaml() {
        String text = """
                jobmanager.rpc.address: localhost   # here
                env.java.opts: -Dx=a: b -XX:+UseG1GC
                jobmanager.heap.size: 1024m
                high-availability.storageDir: hdfs:///flink/ha/
                """;
        Map<String, String> values = values(ConfigurationFile.parse(text, "/etc/flink-conf.yaml"));
        assertEquals("-Dx=a: b -XX:+UseG1GC", values.get("env.java.opts"));
        assertEquals("hdfs:///flink/ha/", values.get("high-availability.storageDir"));
        assertEquals("localhost", values.get("jobmanager.rpc.address"));
    }

    @Test
    void reads_an_old_file_name_with_nested_content() {
        Map<String, String> values =
                values(ConfigurationFile.parse("state:\n  backend:\n    type: rocksdb\n", "flink-conf.yaml"));
        assertEquals(Map.of("state.backend.type", "rocksdb"), values);
    }

    @Test
    void warns_of_empty_and_double_keys() {
        ConfigurationFile file =
                ConfigurationFile.parse("a.b:\nparallelism.default: 1\nparallelism:\n  default: 2\n", "c.yaml");
        assertEquals(2, file.warnings().size());
        assertEquals("2", values(file).get("parallelism.default"));
    }

    @Test
    void names_the_file_when_it_cannot_be_read() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> ConfigurationFile.parse("a: [1,\n b: 2: 3", "broken.yaml"));
        assertTrue(e.getMessage().contains("broken.yaml"), e.getMessage());
        assertThrows(ConfigurationException.class, () -> ConfigurationFile.parse("- a\n- b\n", "list.yaml"));
    }

    @Test
    void an_empty_file_says_nothing() {
        assertEquals(
                List.of(),
                ConfigurationFile.parse("# nothing\n", "heddle-conf.yaml").lines());
    }
}
