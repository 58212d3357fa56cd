package io.heddle.client.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a master answers, or what its archive holds of its last answers. */
public interface Records {
    /** The answer under a path of the REST interface; empty if there is none. */
    Optional<JsonNode> page(String path);

    /** The elements of a list in such an answer; empty if there is none. */
    default List<JsonNode> list(String path, String field) {
        List<JsonNode> elements = new ArrayList<>();
        page(path).ifPresent(page -> page.path(field).forEach(elements::add));
        return elements;
    }
}
