package io.heddle.client.yarn;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.NetworkSettings;
import io.heddle.core.config.Setting;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Who the submitter is on a secure cluster if a keytab, and not the user's ticket cache, says so. */
record KerberosLogin(String principal, Path keytab) {
    /** The first byte of every keytab; the second is the version of its format. */
    private static final int KEYTAB_MARK = 5;

    /** Hadoop's log-in. */
    interface Door {
        void enter(String principal, String keytab) throws IOException;
    }

    /** What the configuration says, if anything; half of it is refused. */
    static Optional<KerberosLogin> of(Configuration settings) {
        Optional<String> principal = settings.find(NetworkSettings.KERBEROS_PRINCIPAL);
        Optional<String> keytab = settings.find(NetworkSettings.KERBEROS_KEYTAB);
        if (principal.isPresent() != keytab.isPresent()) {
            Setting<String> given =
                    principal.isPresent() ? NetworkSettings.KERBEROS_PRINCIPAL : NetworkSettings.KERBEROS_KEYTAB;
            Setting<String> missing =
                    principal.isPresent() ? NetworkSettings.KERBEROS_KEYTAB : NetworkSettings.KERBEROS_PRINCIPAL;
            throw CommandFailure.usage(
                    given.key() + " is set without " + missing.key() + ".",
                    "Set both, or neither: then the tickets of kinit are used.");
        }
        return principal.map(name -> new KerberosLogin(name, Path.of(keytab.orElseThrow())));
    }

    /** Logs this process in; ends the command if that is refused. */
    void perform(Door door) {
        requireKeytab();
        try {
            door.enter(principal, keytab.toString());
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    private void requireKeytab() {
        String what = "The keytab " + keytab + " cannot be used.";
        String mend = "Let " + NetworkSettings.KERBEROS_KEYTAB.key() + " name the keytab of " + principal + ".";
        try (InputStream in = Files.newInputStream(keytab)) {
            if (in.read() != KEYTAB_MARK) {
                throw new CommandFailure(ExitCode.REFUSED_BY_CHECK, what, "It is not a keytab.", mend);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.REFUSED_BY_CHECK, new Problem(what, "Reading it gave " + e, mend), e);
        }
    }

    private CommandFailure failed(Exception failure) {
        boolean unreachable = isUnreachable(failure);
        return new CommandFailure(
                unreachable ? ExitCode.UNREACHABLE : ExitCode.REFUSED_BY_CHECK,
                new Problem(
                        principal + " cannot be logged in from the keytab " + keytab + ".",
                        String.valueOf(failure.getMessage()),
                        unreachable
                                ? "Check that the KDC which krb5.conf names runs and can be reached."
                                : "Check with: kinit -kt " + keytab + " " + principal),
                failure);
    }

    /** The JDK's log-in says by its text alone whether a KDC was found. */
    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof ConnectException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || text.contains("cannot contact any kdc")
                    || text.contains("cannot locate kdc")
                    || text.contains("receive timed out")) {
                return true;
            }
        }
        return false;
    }
}
