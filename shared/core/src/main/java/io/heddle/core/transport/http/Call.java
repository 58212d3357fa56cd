package io.heddle.core.transport.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that was let in.
 *
 * @param path as it was routed, without a leading {@code /v1}
 * @param parameters the path's variables by name, decoded; none holds a slash, a backslash, a NUL or a dot segment
 * @param query the query's values by name, decoded
 * @param body empty if there was none
 * @param user who asks: the owner, or whom YARN's proxy names
 */
public record Call(
        Verb verb,
        String path,
        Map<String, String> parameters,
        Map<String, List<String>> query,
        byte[] body,
        String user) {

    /** A variable of the route's path. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route of " + path + " has no variable '" + name + "'.");
        }
        return value;
    }

    /** The first value of a query parameter. */
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query.get(name))
                .filter(values -> !values.isEmpty())
                .map(values -> values.get(0));
    }

    /**
     * The first value of a query parameter as a number, or {@code otherwise} if it is not there.
     *
     * @throws Refusal with status 400 if it is not a whole number
     */
    public long queryNumber(String name, long otherwise) {
        try {
            return queryValue(name).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new Refusal(400, name + " must be a whole number.");
        }
    }

    /**
     * The body as JSON; an empty object if there is none.
     *
     * @throws Refusal with status 400 if it is not JSON
     */
    public JsonNode json() {
        if (body.length == 0) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getMessage());
        }
    }

    /**
     * The body as a record.
     *
     * @throws Refusal with status 400 if it does not fit
     */
    public <T> T json(Class<T> type) {
        try {
            return Json.MAPPER.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
        } catch (IOException e) {
            throw new Refusal(400, "The body is not what " + path + " takes: " + e.getMessage());
        }
    }
}
