package io.heddle.client.cli;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.Applications;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.why.ArchivedRecords;
import io.heddle.client.why.Records;
import io.heddle.core.config.Configuration;
import io.heddle.core.launch.ArchiveNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Finds what is known: asks the master as long as it runs, then reads the archive it left. */
final class Evidence {
    private static final Logger LOG = LogManager.getLogger(Evidence.class);
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-f]{32}");

    private final Cluster cluster;
    private final Applications applications;
    private final String archive;

    Evidence(Cluster cluster, Applications applications, Configuration configuration) {
        this.cluster = cluster;
        this.applications = applications;
        this.archive = ArchiveNames.directory(configuration, cluster.facts().baseDirectory());
    }

    Optional<Records> ofApplication(ApplicationView view) {
        return view.state().isFinal() ? archived(ArchiveNames.application(archive, view.id())) : live(view);
    }

    Optional<Records> ofJob(ApplicationView view, String jobId) {
        return view.state().isFinal() ? ofEndedJob(jobId) : live(view);
    }

    /** Empty if that is no whole id, or if no archive has the job. */
    Optional<Records> ofEndedJob(String jobId) {
        return JOB_ID.matcher(jobId).matches() ? archived(ArchiveNames.job(archive, jobId)) : Optional.empty();
    }

    /** The application that a job belonged to which nobody has seen end. */
    Optional<String> applicationOf(String jobId) {
        if (!JOB_ID.matcher(jobId).matches()) {
            return Optional.empty();
        }
        try {
            byte[] application = cluster.storage().read(ArchiveNames.admitted(archive, jobId));
            return Optional.of(new String(application, StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.info("No application of job {} is in the archive: {}", jobId, e.toString());
            return Optional.empty();
        }
    }

    private Optional<Records> live(ApplicationView view) {
        if (view.state() != ApplicationView.State.RUNNING) {
            return Optional.empty();
        }
        try {
            return Optional.of(applications.open(view)::find);
        } catch (CommandFailure e) {
            LOG.info("The master of {} does not answer; YARN's word must do", view.id(), e);
            return Optional.empty();
        }
    }

    private Optional<Records> archived(String path) {
        try {
            return Optional.of(ArchivedRecords.read(cluster.storage().read(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The archive {} cannot be read", path, e);
            return Optional.empty();
        }
    }
}
