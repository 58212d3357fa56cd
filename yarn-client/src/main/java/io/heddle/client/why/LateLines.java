package io.heddle.client.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of the records that a job has dropped because they were late. */
final class LateLines {
    private static final int SAMPLES = 3;

    private LateLines() {}

    /** Lines of evidence; none if nothing was dropped. */
    static List<String> of(JsonNode page) {
        List<String> lines = new ArrayList<>();
        long dropped = page.path("dropped").asLong();
        if (dropped > 0) {
            lines.add(dropped + " late records were dropped; allowedLateness(...) keeps windows longer,"
                    + " sideOutputLateData(...) takes such records elsewhere");
            for (JsonNode sample : page.path("samples")) {
                if (lines.size() <= SAMPLES) {
                    lines.add(line(sample));
                }
            }
        }
        return lines;
    }

    private static String line(JsonNode sample) {
        long timestamp = sample.path("timestamp").asLong();
        long watermark = sample.path("watermark").asLong();
        StringBuilder line = new StringBuilder("late for "
                + sample.path("operator").asText() + ": "
                + Losses.shortened(sample.path("record").asText()) + ", timestamp " + timestamp + ", event time was at "
                + watermark);
        String before = "; read by ";
        for (JsonNode origin : sample.path("origins")) {
            line.append(before).append(origin.path("source").asText());
            String split = origin.path("split").asText();
            line.append(split.isEmpty() ? "" : ", split " + split);
            String position = origin.path("position").asText();
            line.append(position.isEmpty() ? "" : ", " + position);
            before = ", or by ";
        }
        return line.toString();
    }
}
