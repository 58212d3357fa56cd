package io.heddle.benchmarks.micro;

import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.Tls;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A buffer of 32 KiB is encrypted and decrypted by TLS 1.3 with AES-128-GCM, both ends together, without a socket. The JDK's is what
 * Flink has.
 */
public class Encryption {
    private static final int BYTES = 32 * 1024;
    private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"};

    /** Two ends that have shaken hands. */
    @State(Scope.Thread)
    public static class Connection {
        @Param({"CONSCRYPT", "JDK"})
        public Tls.Library library = Tls.Library.JDK;

        private SSLEngine sender;
        private SSLEngine receiver;
        private ByteBuffer plain;
        private ByteBuffer wire;
        private ByteBuffer read;

        @Setup
        public void connect() throws SSLException {
            SSLContext context = Tls.of(ApplicationCredentials.create(new SecureRandom()), library)
                    .jdkClient();
            sender = engine(context, true);
            receiver = engine(context, false);
            plain = buffer(BYTES);
            wire = buffer(4 * BYTES);
            read = buffer(4 * BYTES);
            shakeHands();
            Check.equal("TLSv1.3", sender.getSession().getProtocol(), "the protocol");
            Check.equal(CIPHERS[0], sender.getSession().getCipherSuite(), "the cipher");
            byte[] text = new byte[BYTES];
            Sequence sequence = new Sequence(256);
            for (int at = 0; at < BYTES; at++) {
                text[at] = (byte) sequence.next();
            }
            plain.put(text).clear();
            Check.equal(BYTES, send(), "the bytes received");
            byte[] received = new byte[BYTES];
            read.flip().get(received);
            Check.equal(true, Arrays.equals(text, received), "being the same after a trip");
        }

        private static SSLEngine engine(SSLContext context, boolean client) {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(client);
            engine.setEnabledProtocols(new String[] {"TLSv1.3"});
            engine.setEnabledCipherSuites(CIPHERS);
            if (!client) {
                engine.setNeedClientAuth(true);
            }
            return engine;
        }

        /** As Netty gives them to that library. */
        private ByteBuffer buffer(int bytes) {
            return library == Tls.Library.JDK ? ByteBuffer.allocate(bytes) : ByteBuffer.allocateDirect(bytes);
        }

        private void shakeHands() throws SSLException {
            sender.beginHandshake();
            receiver.beginHandshake();
            ByteBuffer nothing = ByteBuffer.allocate(0);
            ByteBuffer toReceiver = buffer(4 * BYTES);
            ByteBuffer toSender = buffer(4 * BYTES);
            for (int turn = 0; turn < 100; turn++) {
                step(sender, nothing, toReceiver, toSender);
                step(receiver, nothing, toSender, toReceiver);
                boolean quiet = toReceiver.position() == 0 && toSender.position() == 0;
                if (quiet && isDone(sender) && isDone(receiver)) {
                    return;
                }
            }
            throw new SSLException("The two ends come to no agreement: " + sender.getHandshakeStatus() + ", "
                    + receiver.getHandshakeStatus());
        }

        private static boolean isDone(SSLEngine engine) {
            return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
        }

        /** Reads what has come, does what there is to do, and writes the answer. */
        private void step(SSLEngine engine, ByteBuffer nothing, ByteBuffer out, ByteBuffer in) throws SSLException {
            in.flip();
            while (in.hasRemaining() && engine.unwrap(in, read.clear()).bytesConsumed() > 0) {
                runTasks(engine);
            }
            in.compact();
            runTasks(engine);
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                engine.wrap(nothing, out);
                runTasks(engine);
            }
        }

        private static void runTasks(SSLEngine engine) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }

        private int send() throws SSLException {
            plain.clear();
            wire.clear();
            while (plain.hasRemaining()) {
                sender.wrap(plain, wire);
            }
            wire.flip();
            read.clear();
            while (wire.hasRemaining()) {
                receiver.unwrap(wire, read);
            }
            return read.position();
        }
    }

    @Benchmark
    public int heddleBuffer(Connection connection) throws SSLException {
        return connection.send();
    }
}
