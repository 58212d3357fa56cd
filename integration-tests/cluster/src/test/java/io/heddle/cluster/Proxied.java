package io.heddle.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master's REST interface as anybody sees it, through the ResourceManager's proxy. */
final class Proxied {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;

    Proxied(Cluster cluster, String application) {
        base = "http://" + cluster.sandbox().address("resourcemanager.http") + "/proxy/" + application + "/v1";
    }

    /**
     * What a master says of a job.
     *
     * @param attempts of every task, vertex by vertex
     * @param completed the newest complete checkpoint that this master knows of, or 0
     */
    record Sight(String state, int restarts, List<Integer> attempts, long completed) {}

    /** The application's only job, once its master knows it. */
    Optional<String> job() {
        try {
            return all("\"id\":\"([0-9a-f]{32})\"", get("/jobs")).stream().findFirst();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    /**
     * A checkpoint that was completed.
     *
     * @param stateBytes all it holds
     * @param writtenBytes of them those it wrote itself
     */
    record Completed(long id, long triggeredMs, long durationMs, long stateBytes, long writtenBytes) {}

    /** The last complete checkpoints that the master remembers, by id; none while no master answers. */
    List<Completed> checkpoints(String job) {
        try {
            String number = "(\\d+)";
            Matcher matcher = Pattern.compile("\"id\":" + number
                            + ",\"status\":\"COMPLETED\"[^{}]*?\"trigger_timestamp\":"
                            + number + "[^{}]*?\"end_to_end_duration\":" + number + "[^{}]*?\"state_size\":" + number
                            + "[^{}]*?\"checkpointed_size\":" + number)
                    .matcher(get("/jobs/" + job + "/checkpoints"));
            TreeMap<Long, Completed> found = new TreeMap<>();
            while (matcher.find()) {
                long id = Long.parseLong(matcher.group(1));
                found.put(
                        id,
                        new Completed(
                                id,
                                Long.parseLong(matcher.group(2)),
                                Long.parseLong(matcher.group(3)),
                                Long.parseLong(matcher.group(4)),
                                Long.parseLong(matcher.group(5))));
            }
            return List.copyOf(found.values());
        } catch (IOException noAnswer) {
            return List.of();
        }
    }

    /** The status of the vertex whose name contains that, or empty. */
    String statusOf(String job, String vertex) {
        try {
            List<String> found = all(
                    "\"name\":\"[^\"]*" + Pattern.quote(vertex) + "[^{}]*?\"status\":\"(\\w+)\"", get("/jobs/" + job));
            return found.isEmpty() ? "" : found.get(0);
        } catch (IOException noAnswer) {
            return "";
        }
    }

    /** What the tasks of the vertex whose name contains that say by a metric; those that have said nothing yet are left out. */
    List<Double> metric(String job, String vertex, String metric) {
        try {
            String id = all(
                            "\"id\":\"([0-9a-f]{32})\",\"slotSharingGroupId\":\"[^\"]*\",\"name\":\"[^\"]*"
                                    + Pattern.quote(vertex),
                            get("/jobs/" + job))
                    .get(0);
            List<Double> values = new ArrayList<>();
            for (String each : all("(\\{[^{}]*})", get("/jobs/" + job + "/vertices/" + id + "/metrics"))) {
                if (!all("\"id\":\"(\\d+)\\." + Pattern.quote(metric) + "\"", each)
                        .isEmpty()) {
                    values.add(
                            Double.valueOf(all("\"value\":\"([^\"]+)\"", each).get(0)));
                }
            }
            return values;
        } catch (IOException | IndexOutOfBoundsException noAnswer) {
            return List.of();
        }
    }

    /** Nothing while no master answers, or while it does not know the job yet. */
    Optional<Sight> job(String job) {
        try {
            String details = get("/jobs/" + job);
            List<Integer> attempts = new ArrayList<>();
            for (String vertex : all("\"id\":\"([0-9a-f]{32})\",\"slotSharingGroupId\"", details)) {
                all("\"attempt\":(\\d+)", get("/jobs/" + job + "/vertices/" + vertex))
                        .forEach(attempt -> attempts.add(Integer.valueOf(attempt)));
            }
            String state = all("\"state\":\"(\\w+)\"", details).get(0);
            int restarts = Integer.parseInt(all("\"restarts\":(\\d+)", details).get(0));
            long completed = all("\"completed\":\\{[^{}]*?\"id\":(\\d+)", get("/jobs/" + job + "/checkpoints")).stream()
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
            return Optional.of(new Sight(state, restarts, List.copyOf(attempts), completed));
        } catch (IOException | IndexOutOfBoundsException noAnswer) {
            return Optional.empty();
        }
    }

    /** Under which master a job has begun to run, and from what. */
    record Start(String epoch, String origin) {}

    /** All starts that the present master knows of, the newest first; none while no master answers. */
    List<Start> starts(String job) {
        try {
            Matcher matcher = Pattern.compile(
                            "\"epoch\":\"([-0-9]+)\",\"timestamp\":\\d+,\"origin\":\\{\"kind\":\"(\\w+)\"")
                    .matcher(get("/jobs/" + job + "/epochs"));
            List<Start> found = new ArrayList<>();
            while (matcher.find()) {
                found.add(new Start(matcher.group(1), matcher.group(2)));
            }
            return found;
        } catch (IOException noAnswer) {
            return List.of();
        }
    }

    /** Checkpoints that have failed under the present master; 0 while none answers. */
    int failedCheckpoints(String job) {
        try {
            return Integer.parseInt(all("\"failed\":(\\d+)", get("/jobs/" + job + "/checkpoints"))
                    .get(0));
        } catch (IOException | IndexOutOfBoundsException noAnswer) {
            return 0;
        }
    }

    /**
     * Whether a job, or any one if {@code job} is empty, has tasks that run, and no others but finished ones; not so while no
     * master answers.
     */
    boolean running(String job) {
        try {
            Matcher tasks = Pattern.compile(
                            "\"jid\":\"" + (job.isEmpty() ? "\\w+" : job)
                                    + "\"[^{}]*\"tasks\":\\{(?=[^{}]*\"running\":(\\d+))(?=[^{}]*\"finished\":(\\d+))[^{}]*\"total\":(\\d+)")
                    .matcher(get("/jobs/overview"));
            if (!tasks.find()) {
                return false;
            }
            int running = Integer.parseInt(tasks.group(1));
            return running > 0 && running + Integer.parseInt(tasks.group(2)) == Integer.parseInt(tasks.group(3));
        } catch (IOException noAnswer) {
            return false;
        }
    }

    /** How much state the last complete checkpoint holds, in bytes; 0 without one, or while no master answers. */
    long checkpointedBytes(String job) {
        try {
            List<String> sizes = all(
                    "\"latest\":\\{\"completed\":\\{[^{}]*?\"state_size\":(\\d+)",
                    get("/jobs/" + job + "/checkpoints"));
            return sizes.isEmpty() ? 0 : Long.parseLong(sizes.get(0));
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    /** Ids of all jobs; none while no master answers. */
    List<String> jobs() {
        try {
            return all("\"id\":\"([0-9a-f]{32})\"", get("/jobs"));
        } catch (IOException noAnswer) {
            return List.of();
        }
    }

    /** Workers that have registered with the present master; none while no master answers. */
    int workers() {
        try {
            return Integer.parseInt(
                    all("\"taskmanagers\":(\\d+)", get("/overview")).get(0));
        } catch (IOException | IndexOutOfBoundsException noAnswer) {
            return 0;
        }
    }

    /** Checkpoints that have begun and not ended; none while no master answers. */
    int checkpointsUnderWay(String job) {
        try {
            return Integer.parseInt(all("\"in_progress\":(\\d+)", get("/jobs/" + job + "/checkpoints"))
                    .get(0));
        } catch (IOException | IndexOutOfBoundsException noAnswer) {
            return 0;
        }
    }

    private String get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " gave " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
