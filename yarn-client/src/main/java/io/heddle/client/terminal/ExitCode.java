package io.heddle.client.terminal;

/** How a command can end; scripts rely on the numbers. */
public enum ExitCode {
    OK(0),
    /** The job ran and failed. */
    JOB_FAILED(1),
    /** The command or the configuration is wrong. */
    USAGE(2),
    /** YARN, HDFS or the application's master does not answer. */
    UNREACHABLE(3),
    /** A check before the submission found that it cannot work. */
    REFUSED_BY_CHECK(4),
    /** YARN refused: unknown or full queue, quota. */
    REFUSED_BY_QUEUE(5),
    CANCELLED(6),
    TIMED_OUT(7),
    /** No such application, job, file or key. */
    NOT_FOUND(8),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
