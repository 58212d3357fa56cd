package io.heddle.hadoop;

import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StorageLaw;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;

/** The law on a file system of Hadoop's that is not HDFS; the cluster tests hold the same law against a NameNode. */
class HadoopStorageTest extends StorageLaw {
    @TempDir
    Path directory;

    @Override
    protected Storage storage() {
        return new HadoopStorage(new Configuration());
    }

    @Override
    protected String root() {
        // Without a scheme this is the default file system, which is Hadoop's local one where no configuration names
        // another.
        return directory.toString();
    }
}
