package io.heddle.core.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the launch file and the configuration file of a container are written: JSON, readable by people. */
public final class LaunchFiles {
    private record WrittenValue(String value, String origin) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LaunchFiles() {}

    public static byte[] write(MasterLaunch launch) {
        return bytes(launch);
    }

    /**
     * Reads a launch file.
     *
     * @throws IOException if the bytes are no launch file
     */
    public static MasterLaunch readLaunch(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, MasterLaunch.class);
    }

    public static byte[] write(Configuration configuration) {
        SortedMap<String, WrittenValue> values = new TreeMap<>();
        configuration
                .entries()
                .forEach((key, entry) -> values.put(
                        key, new WrittenValue(entry.value(), entry.origin().toString())));
        return bytes(values);
    }

    /**
     * Reads a configuration file, origins included.
     *
     * @throws IOException if the bytes are no configuration file
     */
    public static Configuration readConfiguration(byte[] bytes) throws IOException {
        SortedMap<String, WrittenValue> values = JSON.readValue(bytes, new TypeReference<>() {});
        ConfigurationBuilder builder = new ConfigurationBuilder();
        values.forEach((key, written) -> builder.put(key, written.value(), Origin.parse(written.origin())));
        return builder.build().configuration();
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }
}
