package io.heddle.benchmarks.network;

import io.heddle.benchmarks.Usage;
import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.Tls;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NettyDataTransport;
import io.heddle.engine.network.NetworkSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Two processes of one host: bytes over the data plane, which is always encrypted, and over a plain socket in turn, with the
 * processor time of both ends together.
 *
 * <p>Arguments: megabytes of a round. This process receives; the other one is this class again, with {@code send} for its
 * argument and commands on its standard input.
 */
public final class DataPlanePair {
    private static final JobId JOB = new JobId("00000000000000000000000000000000");
    private static final String HOST = "127.0.0.1";
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final long MEMORY_BYTES = 64L << 20;
    /** The first ones warm up. */
    private static final int ROUNDS = 5;

    private static final double NS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MB = 1e6;

    private DataPlanePair() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("send")) {
            send();
        } else {
            receive((args.length > 0 ? Long.parseLong(args[0]) : 2_000) * 1_000_000);
        }
    }

    private static ChannelId channel(int round) {
        return new ChannelId(JOB, round, 0, 0, 0, 0);
    }

    private static DataTransport transport(ApplicationCredentials credentials, NetThreads threads, String name)
            throws IOException {
        return NettyDataTransport.start(
                threads,
                Tls.of(credentials),
                new WorkerId(name),
                new Endpoint(HOST, 0),
                HOST,
                NetworkSettings.ofMemory(MEMORY_BYTES));
    }

    // ---- the receiving process

    /** What both processes have used. */
    private record Spent(double wallNs, double cpuNs) {}

    private static void receive(long bytes) throws IOException, InterruptedException {
        ApplicationCredentials credentials = ApplicationCredentials.create(new SecureRandom());
        Process sender = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlog4j2.level=WARN",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DataPlanePair.class.getName(),
                        "send"))
                .redirectError(Redirect.DISCARD)
                .start();
        NetThreads threads = NetThreads.named("receiver-net", 1);
        try (BufferedWriter commands =
                        new BufferedWriter(new OutputStreamWriter(sender.getOutputStream(), StandardCharsets.UTF_8));
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(sender.getInputStream(), StandardCharsets.UTF_8));
                DataTransport to = transport(credentials, threads, "to")) {
            Other other = new Other(commands, answers);
            int port = Integer.parseInt(other.ask(HexFormat.of().formatHex(credentials.encode())));
            WorkerAddress from = new WorkerAddress(new WorkerId("from"), HOST, port);
            for (int round = 0; round < ROUNDS; round++) {
                Spent plane = overDataPlane(other, to, from, round, bytes);
                Spent plain = overSocket(other, bytes);
                System.out.println(String.format(
                        Locale.ROOT,
                        "round %d, %s: data plane %.0f MB/s, %.0f MB per CPU-second; plain socket %.0f MB/s, %.0f MB"
                                + " per CPU-second; the data plane has %.2f of the rate and needs %.2f times the CPU",
                        round + 1,
                        Tls.library(),
                        bytes / BYTES_PER_MB / (plane.wallNs / NS_PER_SECOND),
                        bytes / BYTES_PER_MB / (plane.cpuNs / NS_PER_SECOND),
                        bytes / BYTES_PER_MB / (plain.wallNs / NS_PER_SECOND),
                        bytes / BYTES_PER_MB / (plain.cpuNs / NS_PER_SECOND),
                        plain.wallNs / plane.wallNs,
                        plane.cpuNs / plain.cpuNs));
            }
        } finally {
            threads.close();
            sender.destroy();
            sender.waitFor();
        }
    }

    /** The sending process as this one sees it. */
    private record Other(BufferedWriter commands, BufferedReader answers) {

        void tell(String command) throws IOException {
            commands.write(command + "\n");
            commands.flush();
        }

        String ask(String command) throws IOException {
            tell(command);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("The sending process has ended.");
            }
            return answer;
        }

        double cpuNs() throws IOException {
            return Double.parseDouble(ask("cpu"));
        }
    }

    private static Spent overDataPlane(Other other, DataTransport to, WorkerAddress from, int round, long bytes)
            throws IOException, InterruptedException {
        double cpuNs = other.cpuNs() + Usage.cpuNs();
        long begunNs = System.nanoTime();
        other.tell("plane " + round + " " + bytes);
        Wakeup wakeup = new Wakeup();
        BenchTasks.Consumer consumer = new BenchTasks.Consumer(to, from, List.of(channel(round)), wakeup);
        AgentRunner consuming = new AgentRunner(consumer, wakeup, Clock.system(), fatal -> {}).start();
        consumer.awaitEnd();
        consuming.close();
        double wallNs = System.nanoTime() - begunNs;
        return new Spent(wallNs, other.cpuNs() + Usage.cpuNs() - cpuNs);
    }

    private static Spent overSocket(Other other, long bytes) throws IOException {
        double cpuNs = other.cpuNs() + Usage.cpuNs();
        long begunNs = System.nanoTime();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            other.tell("plain " + server.getLocalPort() + " " + bytes);
            try (Socket in = server.accept();
                    InputStream stream = in.getInputStream()) {
                byte[] buffer = new byte[2 * BUFFER_BYTES];
                for (long left = bytes; left > 0; ) {
                    int read = stream.read(buffer);
                    if (read < 0) {
                        throw new IOException("The sender has closed the socket " + left + " bytes too early.");
                    }
                    left -= read;
                }
            }
        }
        double wallNs = System.nanoTime() - begunNs;
        return new Spent(wallNs, other.cpuNs() + Usage.cpuNs() - cpuNs);
    }

    // ---- the sending process

    private static void send() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        NetThreads threads = NetThreads.named("sender-net", 1);
        byte[] encoded = HexFormat.of().parseHex(commands.readLine());
        try (DataTransport from = transport(ApplicationCredentials.decode(encoded), threads, "from")) {
            answers.println(from.address().port());
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] command = line.split(" ", -1);
                switch (command[0]) {
                    case "cpu" -> answers.println(Usage.cpuNs());
                    case "plane" -> {
                        Wakeup wakeup = new Wakeup();
                        List<ChannelId> ids = List.of(channel(Integer.parseInt(command[1])));
                        BenchTasks.Producer producer =
                                new BenchTasks.Producer(from, ids, BUFFER_BYTES, Long.parseLong(command[2]), wakeup);
                        // Runs until the process ends: it has nothing to do once its bytes are gone.
                        new AgentRunner(producer, wakeup, Clock.system(), fatal -> {}).start();
                    }
                    case "plain" -> write(Integer.parseInt(command[1]), Long.parseLong(command[2]));
                    default -> throw new IOException("Unknown command: " + line);
                }
            }
        } finally {
            threads.close();
        }
    }

    private static void write(int port, long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            for (long left = bytes; left > 0; left -= buffer.length) {
                out.write(buffer, 0, (int) Math.min(left, buffer.length));
            }
        }
    }
}
