package io.heddle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** The process of one engine: reads {@code WORKLOAD RECORDS PARALLELISM} lines, runs each, answers with one line. */
public final class BenchChild {
    private BenchChild() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Engine engine = engine(args[0]);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] parts = line.split(" ", -1);
            Probe.reset();
            long cpuNs = process.getProcessCpuTime();
            long wallNs = System.nanoTime();
            try {
                engine.run(Workload.valueOf(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
                wallNs = System.nanoTime() - wallNs;
                cpuNs = process.getProcessCpuTime() - cpuNs;
                StringBuilder answer =
                        new StringBuilder("OK " + Probe.count() + " " + Probe.sum() + " " + cpuNs + " " + wallNs);
                Probe.facts()
                        .forEach((name, value) ->
                                answer.append(' ').append(name).append('=').append(value));
                answers.println(answer);
            } catch (Exception failure) {
                answers.println("FAILED " + withCauses(failure));
            }
            answers.flush();
        }
    }

    private static Engine engine(String name) {
        return switch (name) {
            case "heddle" -> new HeddleEngine();
            case "flink" -> new FlinkEngine();
            case "jet" -> new JetEngine();
            default -> throw new IllegalArgumentException("There is no engine called " + name);
        };
    }

    /** In one line: engines wrap what has happened several times. */
    private static String withCauses(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            all.append(all.isEmpty() ? "" : ", caused by ")
                    .append(String.valueOf(each).replace('\n', ' '));
        }
        return all.toString();
    }
}
