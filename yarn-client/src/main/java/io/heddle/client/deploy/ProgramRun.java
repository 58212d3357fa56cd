package io.heddle.client.deploy;

import io.heddle.api.environment.JobExecutor;
import io.heddle.api.environment.JobExecutors;
import io.heddle.client.local.LocalJobException;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.fault.Causes;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.usercode.UserCodeClassLoader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/** Runs a program's main method in this process, with an executor that catches what it wants to have executed. */
public final class ProgramRun {
    private ProgramRun() {}

    /** Runs main to its end; whatever it throws ends the command with the cause that matters. */
    public static void run(
            ProgramJar program, List<String> arguments, Configuration configuration, JobExecutor executor) {
        run(program, arguments, configuration, executor, () -> {});
    }

    /** The same, and then something more while the program's classes can still be loaded. */
    public static void run(
            ProgramJar program,
            List<String> arguments,
            Configuration configuration,
            JobExecutor executor,
            Runnable afterwards) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        JobExecutors.Installation installation = JobExecutors.installForThread(executor);
        try (UserCodeClassLoader loader = program.classLoader(configuration, ProgramRun.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            mainMethod(program.mainClass(), loader).invoke(null, (Object) arguments.toArray(new String[0]));
            afterwards.run();
        } catch (InvocationTargetException e) {
            throw explain(program.mainClass(), e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException | IOException e) {
            throw explain(program.mainClass(), e);
        } finally {
            installation.close();
            thread.setContextClassLoader(before);
        }
    }

    private static Method mainMethod(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            Method main = type.getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
                throw new NoSuchMethodException("main is not 'public static void'");
            }
            main.setAccessible(true);
            return main;
        } catch (ClassNotFoundException e) {
            throw refused("The class " + name + " cannot be found.", e, "Check -c and the jar.");
        } catch (NoSuchMethodException e) {
            throw refused(
                    "The class " + name + " has no main method.",
                    e,
                    "It needs: public static void main(String[] args)");
        } catch (LinkageError e) {
            throw refused(
                    "The class " + name + " cannot be loaded.",
                    e,
                    "A library it was compiled against is missing from the jar, or was compiled for a newer Java.");
        }
    }

    private static CommandFailure refused(String what, Throwable cause, String mend) {
        return new CommandFailure(ExitCode.REFUSED_BY_CHECK, new Problem(what, String.valueOf(cause), mend), cause);
    }

    /** The cause that says most: our own problem wherever in the chain, else the root. */
    private static RuntimeException explain(String mainClass, Throwable thrown) {
        return explained("The program's main method (" + mainClass + ") threw an exception.", thrown);
    }

    /**
     * What ends the command after something of the program's went wrong.
     *
     * @param what the sentence if nobody has a better one
     */
    public static RuntimeException explained(String what, Throwable thrown) {
        for (Throwable current = thrown; current != null; current = current.getCause()) {
            if (current instanceof CommandFailure failure) {
                return failure;
            }
            if (current instanceof LocalJobException local) {
                return new CommandFailure(
                        local.isCancelled() ? ExitCode.CANCELLED : ExitCode.JOB_FAILED, local.problem(), local);
            }
            if (current instanceof HeddleException ours) {
                return new CommandFailure(ExitCode.REFUSED_BY_CHECK, ours.problem(), ours);
            }
        }
        return new CommandFailure(
                ExitCode.JOB_FAILED,
                new Problem(what, Causes.told(thrown), "The stack trace is shown with -v."),
                thrown);
    }
}
