package io.heddle.core.transport.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path: a tree by segments, literal ones before variables. */
final class Router {
    /** A route, with the values of its variables. */
    record Match(Route route, Map<String, String> parameters) {}

    private static final class Node {
        private final Map<String, Node> literal = new HashMap<>();
        private final Map<Verb, Route> routes = new EnumMap<>(Verb.class);
        private @Nullable Node variable;
    }

    private final Node root = new Node();

    Router(List<Route> routes) {
        for (Route route : routes) {
            Node at = root;
            for (String segment : cut(route.pattern())) {
                if (segment.startsWith(":")) {
                    Node variable = at.variable == null ? new Node() : at.variable;
                    at.variable = variable;
                    at = variable;
                } else {
                    at = at.literal.computeIfAbsent(segment, ignored -> new Node());
                }
            }
            if (at.routes.putIfAbsent(route.verb(), route) != null) {
                throw new IllegalArgumentException("two routes for " + route.verb() + " " + route.pattern());
            }
        }
    }

    /** The route; throws a {@link Refusal} of 400, 404 or 405 if there is none. */
    Match find(Verb verb, String rawPath) {
        List<String> segments = decoded(rawPath);
        if (!segments.isEmpty() && segments.get(0).equals("v1")) {
            segments = segments.subList(1, segments.size());
        }
        Node at = walk(root, segments, 0);
        if (at == null) {
            throw new Refusal(404, "There is nothing at " + rawPath + ".");
        }
        Route route = at.routes.get(verb);
        if (route == null) {
            Set<Verb> others = EnumSet.copyOf(at.routes.keySet());
            throw new Refusal(405, rawPath + " takes " + others + ", not " + verb + ".");
        }
        List<String> names = cut(route.pattern());
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(":")) {
                parameters.put(names.get(i).substring(1), segments.get(i));
            }
        }
        return new Match(route, Map.copyOf(parameters));
    }

    private static @Nullable Node walk(Node at, List<String> segments, int index) {
        if (index == segments.size()) {
            return at.routes.isEmpty() ? null : at;
        }
        Node literal = at.literal.get(segments.get(index));
        Node found = literal == null ? null : walk(literal, segments, index + 1);
        return found == null && at.variable != null ? walk(at.variable, segments, index + 1) : found;
    }

    private static List<String> cut(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** Each segment decoded once; what could climb out of a folder is refused, however it is written. */
    private static List<String> decoded(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : cut(rawPath)) {
            String segment;
            try {
                segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Refusal(400, "The path is not well encoded.");
            }
            boolean dots = segment.replace(".", "").isEmpty();
            if (dots || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c == ';' || c < ' ' || c == 0x7f)) {
                throw new Refusal(400, "The path holds a segment that names nothing here.");
            }
            segments.add(segment);
        }
        return segments;
    }
}
