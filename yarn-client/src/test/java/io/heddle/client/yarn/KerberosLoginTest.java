package io.heddle.client.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerberosLoginTest {
    private static final byte[] KEYTAB = {5, 2, 0, 0};

    @TempDir
    private Path directory;

    private final List<String> entered = new ArrayList<>();

    private static Optional<KerberosLogin> of(Map<String, String> settings) {
        return KerberosLogin.of(Configuration.of(settings, Origin.PROGRAM));
    }

    private KerberosLogin with(Path keytab) {
        return of(Map.of(
                        "security.kerberos.login.principal",
                        "somebody@REALM",
                        "security.kerberos.login.keytab",
                        keytab.toString()))
                .orElseThrow();
    }

    private Path file(byte... content) throws IOException {
        return Files.write(directory.resolve("a.keytab"), content);
    }

    private static void refused(CommandFailure failure, ExitCode code, String... says) {
        assertEquals(code, failure.exitCode());
        for (String part : says) {
            assertTrue(failure.problem().sentence().contains(part), failure.problem()::sentence);
        }
    }

    @Test
    void whoSaysNothingKeepsTheTicketCache() {
        assertEquals(Optional.empty(), of(Map.of()));
    }

    @Test
    void halfOfItIsRefused() {
        refused(
                assertThrows(CommandFailure.class, () -> of(Map.of("security.kerberos.login.principal", "a@R"))),
                ExitCode.USAGE,
                "security.kerberos.login.keytab");
        refused(
                assertThrows(CommandFailure.class, () -> of(Map.of("security.kerberos.login.keytab", "/k"))),
                ExitCode.USAGE,
                "security.kerberos.login.principal");
    }

    @Test
    void theKeytabLogsIn() throws IOException {
        Path keytab = file(KEYTAB);
        with(keytab).perform((principal, path) -> entered.add(principal + " " + path));
        assertEquals(List.of("somebody@REALM " + keytab), entered);
    }

    @Test
    void aFileThatIsNoKeytabIsNamed() throws IOException {
        Path absent = directory.resolve("absent.keytab");
        refused(
                assertThrows(CommandFailure.class, () -> with(absent).perform((principal, path) -> entered.add(path))),
                ExitCode.REFUSED_BY_CHECK,
                "absent.keytab",
                "NoSuchFile");
        Path text = file("password".getBytes(StandardCharsets.UTF_8));
        refused(
                assertThrows(CommandFailure.class, () -> with(text).perform((principal, path) -> entered.add(path))),
                ExitCode.REFUSED_BY_CHECK,
                "not a keytab");
        assertEquals(List.of(), entered);
    }

    @Test
    void aRefusalIsToldFromAServerThatIsNotThere() throws IOException {
        KerberosLogin login = with(file(KEYTAB));
        refused(
                assertThrows(
                        CommandFailure.class,
                        () -> login.perform((principal, path) -> {
                            throw new IOException("Login failure", new LoginException("Checksum failed"));
                        })),
                ExitCode.REFUSED_BY_CHECK,
                "somebody@REALM",
                "kinit -kt");
        refused(
                assertThrows(
                        CommandFailure.class,
                        () -> login.perform((principal, path) -> {
                            throw new IOException(
                                    "Login failure", new LoginException("Cannot contact any KDC for realm 'REALM'"));
                        })),
                ExitCode.UNREACHABLE,
                "krb5.conf");
    }
}
