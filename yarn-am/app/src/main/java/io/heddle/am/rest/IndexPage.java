package io.heddle.am.rest;

import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import io.heddle.core.transport.http.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** {@code /}: a plain page that lists what is there. Links are relative, so that they lead through YARN's proxy as well. */
final class IndexPage {
    private IndexPage() {}

    static Route over(List<Route> routes) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>Heddle</title></head><body><h1>Heddle</h1><ul>");
        routes.stream()
                .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::verb))
                .forEach(route -> page.append("<li>").append(line(route)).append("</li>"));
        byte[] bytes = page.append("</ul></body></html>").toString().getBytes(StandardCharsets.UTF_8);
        return Route.get("/", (call, to) -> answer(to, bytes));
    }

    /** {@code /openapi.json}: the description of all routes that tools read. */
    static Route description() {
        try (InputStream file = IndexPage.class.getResourceAsStream("/openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is not in the jar.");
            }
            byte[] bytes = file.readAllBytes();
            return Route.get("/openapi.json", (call, to) -> to.bytes(200, "application/json; charset=UTF-8", bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read", e);
        }
    }

    private static String line(Route route) {
        boolean link = route.verb() == Verb.GET && !route.pattern().contains(":");
        return link
                ? "<a href=\"" + route.pattern().substring(1) + "\">" + route.pattern() + "</a>"
                : route.verb() + " " + route.pattern();
    }

    private static void answer(Responder to, byte[] page) {
        to.bytes(200, "text/html; charset=UTF-8", page);
    }
}
