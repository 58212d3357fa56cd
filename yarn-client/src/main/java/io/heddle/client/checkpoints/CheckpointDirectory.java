package io.heddle.client.checkpoints;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.yarn.HadoopFailures;
import io.heddle.core.checkpoint.metadata.DamagedMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.CheckpointCatalogue;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.fault.Problem;
import io.heddle.core.storage.NotOnThisMachineException;
import io.heddle.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A directory that somebody has named as that of a checkpoint or savepoint; one that is none ends the command. */
public final class CheckpointDirectory {
    private CheckpointDirectory() {}

    /**
     * The checkpoint in that directory. Blocks.
     *
     * @throws CommandFailure not found, damaged, or out of reach
     */
    public static StoredCheckpoint read(String directory, Storage storage) {
        try {
            return new CheckpointCatalogue(storage).read(directory);
        } catch (IOException e) {
            throw explained(directory, e);
        }
    }

    /** How a command ends that could not read there: nothing there, something damaged and nobody there are three things. */
    public static CommandFailure explained(String directory, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (e instanceof DamagedMetadata) {
            return new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    new Problem(
                            "The checkpoint at " + directory + " is damaged.",
                            MetadataFile.NAME + ": " + why,
                            "Take another one: 'heddle checkpoints list' shows what there is."),
                    e);
        }
        if (e instanceof NotOnThisMachineException) {
            return new CommandFailure(
                    ExitCode.USAGE,
                    new Problem(
                            "Cannot read " + directory + ".",
                            why + ".",
                            "export HADOOP_CONF_DIR=/path/to/hadoop/conf; -t local reads files of this machine only."),
                    e);
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return new CommandFailure(
                    ExitCode.NOT_FOUND,
                    new Problem(
                            "There is no checkpoint or savepoint at " + directory + ".",
                            why,
                            "Give the directory that holds " + MetadataFile.NAME
                                    + "; 'heddle checkpoints list DIR' finds them."),
                    e);
        }
        return HadoopFailures.explain("reading " + directory, directory, e);
    }
}
