package io.heddle.client.why;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A file of the archive: pages by path, each as text. */
public record ArchivedRecords(Map<String, JsonNode> pages) implements Records {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads a file of the archive. */
    public static ArchivedRecords read(byte[] file) throws IOException {
        Map<String, JsonNode> pages = new HashMap<>();
        for (JsonNode page : MAPPER.readTree(file).path("archive")) {
            pages.put(
                    page.path("path").asText(),
                    MAPPER.readTree(page.path("json").asText()));
        }
        return new ArchivedRecords(Map.copyOf(pages));
    }

    @Override
    public Optional<JsonNode> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }
}
