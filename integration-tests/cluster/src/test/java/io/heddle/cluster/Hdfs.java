package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies in HDFS, asked by HTTP: a command line would cost a process for each question. */
final class Hdfs {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern NAME = Pattern.compile("\"pathSuffix\":\"([^\"]+)\"");
    private static final Pattern LENGTH = Pattern.compile("\"length\":(\\d+)");
    private static final Pattern CHANGED = Pattern.compile("\"modificationTime\":(\\d+)");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;

    /** Paths are below the user's home, as on the command line. */
    Hdfs(String nameNode) {
        base = "http://" + nameNode + "/webhdfs/v1/user/" + System.getProperty("user.name") + "/";
    }

    /** Names of what the folder holds; none as well if there is no such folder, or nobody who could say so. */
    List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(get(folder + "?op=LISTSTATUS"));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** When something was last put into the folder or taken out, in milliseconds since the epoch; 0 if nobody knows. */
    long changedMs(String folder) {
        Matcher matcher = CHANGED.matcher(get(folder + "?op=GETFILESTATUS"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** What all files below the folder hold, asked as its owner; 0 if there is none. */
    long bytes(String folder) {
        Matcher matcher =
                LENGTH.matcher(get(folder + "?op=GETCONTENTSUMMARY&user.name=" + System.getProperty("user.name")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private String get(String question) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + question))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException noAnswer) {
            return "";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return fail(stop);
        }
    }
}
