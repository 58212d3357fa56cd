package io.heddle.core.launch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client tells the master of an application, as a file in its container. Configuration values are not
 * repeated here.
 *
 * @param mode what the application is for
 * @param applicationName as YARN shows it
 * @param submitter short name of the user who owns the application
 * @param stagingDirectory URI of the application's own directory
 * @param baseDirectory URI of the directory that holds {@code .heddle}
 * @param clientWaits whether a command line waits for the result: the master of a per-job application then stays for a
 *     bounded time after the end until the result was fetched
 * @param worker how to start a worker
 * @param program the program to run in APPLICATION mode, else null
 * @param viewAcls users and groups who may see the application, by YARN's form, or null
 * @param modifyAcls users and groups who may change it, or null
 * @param hadoopProperties values for Hadoop's configuration from keys that are handed on
 * @param clientWarnings warnings of the submission, worth the first lines of the master's log
 */
public record MasterLaunch(
        Mode mode,
        String applicationName,
        String submitter,
        String stagingDirectory,
        String baseDirectory,
        boolean clientWaits,
        ContainerRecipe worker,
        @Nullable ProgramLaunch program,
        @Nullable String viewAcls,
        @Nullable String modifyAcls,
        Map<String, String> hadoopProperties,
        List<String> clientWarnings) {
    /** What an application is for. */
    public enum Mode {
        /** Takes jobs until it is stopped. */
        SESSION,
        /** Runs the one job whose plan lies in its container, and ends with it. */
        PER_JOB,
        /** Runs a program's main method, and ends with it. */
        APPLICATION
    }
}
