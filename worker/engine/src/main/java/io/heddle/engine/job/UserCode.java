package io.heddle.engine.job;

import io.heddle.core.plan.Closed;
import java.io.File;
import java.util.Map;

/** The user's classes and objects of one job in this worker; closed when the job has ended here. */
public interface UserCode extends AutoCloseable {

    /** The loader of the job's classes. */
    ClassLoader classLoader();

    /**
     * Opens what the client has closed; a new object each time.
     *
     * @throws io.heddle.core.fault.HeddleException if the bytes cannot be read with the job's classes
     */
    Object open(Closed closed);

    /** Runs {@code hook} when the job is closed here; one hook per name. */
    void onRelease(String name, Runnable hook);

    /** Local copies of the cached files, by the name they were registered under. */
    Map<String, File> cachedFiles();

    @Override
    void close();
}
