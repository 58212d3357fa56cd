package io.heddle.benchmarks.network;

import com.sun.management.OperatingSystemMXBean;
import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.Wakeup;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Streams between two transports in this process over loopback, beside a plain socket in the same run.
 *
 * <p>Arguments: TLS library (TCNATIVE, CONSCRYPT, JDK), bytes per flush (32768 = full buffers), megabytes, channels.
 */
public final class DataPlaneBench {
    private static final JobId JOB = new JobId("00000000000000000000000000000000");
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int ROUNDS = 4;

    private final Clock clock = Clock.system();
    private final Tls tls;
    private final int flushBytes;
    private final long totalBytes;
    private final int channels;

    private DataPlaneBench(Tls tls, int flushBytes, long totalBytes, int channels) {
        this.tls = tls;
        this.flushBytes = flushBytes;
        this.totalBytes = totalBytes;
        this.channels = channels;
    }

    /** Prints one line per round; the first rounds are warm-up. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ApplicationCredentials credentials = ApplicationCredentials.create(new SecureRandom());
        Tls tls = args.length > 0 ? Tls.of(credentials, Tls.Library.valueOf(args[0])) : Tls.of(credentials);
        int flushBytes = args.length > 1 ? Integer.parseInt(args[1]) : 32 * 1024;
        long megabytes = args.length > 2 ? Long.parseLong(args[2]) : 2000;
        int channels = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        DataPlaneBench bench = new DataPlaneBench(tls, flushBytes, megabytes * 1_000_000, channels);
        for (int round = 0; round < ROUNDS; round++) {
            bench.measure("data plane, " + (args.length > 0 ? args[0] : Tls.library()), bench::dataPlane);
            bench.measure("plain socket", bench::plainSocket);
        }
    }

    /** Something to measure. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void measure(String name, Work work) throws IOException, InterruptedException {
        long cpu = PROCESS.getProcessCpuTime();
        long wall = clock.nanoTime();
        work.run();
        double wallSeconds = (clock.nanoTime() - wall) / 1e9;
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%-28s %6d B/flush %5d channels: %7.0f MB/s wall, %7.0f MB per CPU-second, %8.0f flushes per CPU-second",
                name,
                flushBytes,
                channels,
                totalBytes / 1e6 / wallSeconds,
                totalBytes / 1e6 / cpuSeconds,
                totalBytes / (double) flushBytes / cpuSeconds));
    }

    private void dataPlane() throws IOException, InterruptedException {
        NetThreads sending = NetThreads.named("sender-net", 1);
        NetThreads receiving = NetThreads.named("receiver-net", 1);
        Endpoint any = new Endpoint("127.0.0.1", 0);
        NetworkSettings settings = NetworkSettings.ofMemory(64L << 20);
        try (DataTransport from =
                        NettyDataTransport.start(sending, tls, new WorkerId("from"), any, "127.0.0.1", settings);
                DataTransport to =
                        NettyDataTransport.start(receiving, tls, new WorkerId("to"), any, "127.0.0.1", settings)) {
            Wakeup producerWakeup = new Wakeup();
            Wakeup consumerWakeup = new Wakeup();
            List<ChannelId> ids = new ArrayList<>();
            for (int i = 0; i < channels; i++) {
                ids.add(new ChannelId(JOB, 0, i, 0, 0, 0));
            }
            BenchTasks.Producer producer = new BenchTasks.Producer(from, ids, flushBytes, totalBytes, producerWakeup);
            BenchTasks.Consumer consumer = new BenchTasks.Consumer(to, from.address(), ids, consumerWakeup);
            AgentRunner producing = new AgentRunner(producer, producerWakeup, clock, fatal -> {}).start();
            AgentRunner consuming = new AgentRunner(consumer, consumerWakeup, clock, fatal -> {}).start();
            consumer.awaitEnd();
            producing.close();
            consuming.close();
        } finally {
            sending.close();
            receiving.close();
        }
    }

    private void plainSocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket out = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket in = server.accept()) {
            out.setTcpNoDelay(true);
            AgentRunner writing = new AgentRunner(
                            new BenchTasks.Once("plain-writer", () -> write(out)), new Wakeup(), clock, fatal -> {})
                    .start();
            byte[] buffer = new byte[64 * 1024];
            InputStream stream = in.getInputStream();
            for (long left = totalBytes; left > 0; ) {
                left -= stream.read(buffer);
            }
            writing.close();
        }
    }

    private void write(Socket out) {
        byte[] buffer = new byte[flushBytes];
        try {
            OutputStream stream = out.getOutputStream();
            for (long left = totalBytes; left > 0; left -= flushBytes) {
                stream.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
