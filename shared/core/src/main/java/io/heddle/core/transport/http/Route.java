package io.heddle.core.transport.http;

/**
 * One line of the list of what a server can do.
 *
 * @param pattern a path such as {@code /jobs/:jobid/vertices}; a segment with a colon is a variable. Each route also
 *     answers below {@code /v1}
 */
public record Route(Verb verb, String pattern, Handler handler) {
    public Route {
        if (!pattern.startsWith("/") || (pattern.length() > 1 && pattern.endsWith("/"))) {
            throw new IllegalArgumentException("A route begins with a slash and does not end with one: " + pattern);
        }
    }

    public static Route get(String pattern, Handler handler) {
        return new Route(Verb.GET, pattern, handler);
    }

    public static Route post(String pattern, Handler handler) {
        return new Route(Verb.POST, pattern, handler);
    }

    public static Route put(String pattern, Handler handler) {
        return new Route(Verb.PUT, pattern, handler);
    }

    public static Route patch(String pattern, Handler handler) {
        return new Route(Verb.PATCH, pattern, handler);
    }

    public static Route delete(String pattern, Handler handler) {
        return new Route(Verb.DELETE, pattern, handler);
    }
}
