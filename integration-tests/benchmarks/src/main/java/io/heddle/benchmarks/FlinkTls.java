package io.heddle.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes Flink encrypt what passes between its workers, by the protocol and the cipher that Heddle uses. */
final class FlinkTls {
    private FlinkTls() {}

    /** Settings with a key of their own, in a file that goes with this process; Flink compares its name with the host's. */
    static Map<String, String> settings() throws IOException {
        String password = UUID.randomUUID().toString();
        Path directory = Files.createTempDirectory("bench-tls-");
        Path store = directory.resolve("internal.p12");
        makeKey(store, password);
        directory.toFile().deleteOnExit();
        store.toFile().deleteOnExit();
        return Map.of(
                "security.ssl.internal.enabled",
                "true",
                "security.ssl.internal.keystore",
                store.toString(),
                "security.ssl.internal.truststore",
                store.toString(),
                "security.ssl.internal.keystore-password",
                password,
                "security.ssl.internal.truststore-password",
                password,
                "security.ssl.internal.key-password",
                password,
                "security.ssl.protocol",
                "TLSv1.3",
                "security.ssl.algorithms",
                "TLS_AES_128_GCM_SHA256");
    }

    private static void makeKey(Path store, String password) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "internal",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool made no key: " + said);
        }
    }
}
