package io.heddle.client.yarn;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Says in plain words what Hadoop's exceptions mean, and with which exit code the command ends. */
public final class HadoopFailures {
    private HadoopFailures() {}

    /**
     * How a command ends on such a failure.
     *
     * @param doing what it was about, such as {@code reading hdfs:///x}
     * @param where who did not answer, if that is what the failure says
     */
    public static CommandFailure explain(String doing, String where, Exception failure) {
        Throwable root = root(failure);
        String name = root instanceof RemoteException remote
                ? remote.getClassName()
                : root.getClass().getName();
        String text = firstLine(root);
        if (isConnection(root)) {
            return failure(
                    ExitCode.UNREACHABLE,
                    "Cannot reach " + where + ".",
                    text,
                    "Check that it runs and that HADOOP_CONF_DIR is that of this cluster.",
                    failure);
        }
        if (name.contains("QuotaExceeded")) {
            return failure(
                    ExitCode.REFUSED_BY_QUEUE,
                    "HDFS refused while " + doing + ": a quota is full.",
                    text,
                    "Free space in your directory or have the quota raised (hdfs dfs -count -q -h PATH shows it).",
                    failure);
        }
        if (name.contains("AccessControlException") || name.contains("AuthorizationException")) {
            boolean queue = text.toLowerCase(Locale.ROOT).contains("queue");
            return failure(
                    queue ? ExitCode.REFUSED_BY_QUEUE : ExitCode.REFUSED_BY_CHECK,
                    "Permission denied while " + doing + ".",
                    text,
                    queue
                            ? "Choose a queue you may submit to with -qu (-yqu)."
                            : "Check the owner and mode of the path.",
                    failure);
        }
        if (name.contains("ApplicationNotFoundException")) {
            return failure(ExitCode.NOT_FOUND, "YARN does not know this application.", text, "", failure);
        }
        if (text.toLowerCase(Locale.ROOT).contains("queue")) {
            return failure(
                    ExitCode.REFUSED_BY_QUEUE,
                    "YARN refused while " + doing + ".",
                    text,
                    "Choose another queue with -qu (-yqu); 'yarn-session.sh -q' lists them.",
                    failure);
        }
        return failure(ExitCode.REFUSED_BY_CHECK, "Failed while " + doing + ".", name + ": " + text, "", failure);
    }

    private static CommandFailure failure(ExitCode code, String what, String why, String mend, Exception cause) {
        return new CommandFailure(code, new Problem(what, why, mend), cause);
    }

    private static boolean isConnection(Throwable root) {
        return root instanceof ConnectException
                || root instanceof UnknownHostException
                || root instanceof NoRouteToHostException
                || root instanceof SocketTimeoutException
                || Optional.ofNullable(root.getMessage()).orElse("").contains("standby");
    }

    private static Throwable root(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; depth < 32; depth++) {
            Throwable cause = current.getCause();
            if (cause == null || cause == current) {
                break;
            }
            current = cause;
        }
        return current;
    }

    private static String firstLine(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        int end = message.indexOf("\n\tat ");
        return (end > 0 ? message.substring(0, end) : message).strip();
    }

    /** A call that Hadoop may let fail. */
    interface Call<T> {
        T run() throws IOException, YarnException;
    }

    /** A call that Hadoop may let fail and that gives nothing. */
    interface Action {
        void run() throws IOException, YarnException;
    }

    static void performing(String doing, String where, Action action) {
        calling(doing, where, () -> {
            action.run();
            return true;
        });
    }

    static <T> T calling(String doing, String where, Call<T> call) {
        try {
            return call.run();
        } catch (CommandFailure e) {
            throw e;
        } catch (IOException | YarnException | RuntimeException e) {
            throw explain(doing, where, e);
        }
    }
}
