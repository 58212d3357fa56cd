package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How older programs describe the files they read; for {@code env.readFile}. */
public abstract class FileInputFormat<T> implements Serializable {
    private boolean nested = true;
    private @Nullable String path;

    /** For subclasses. */
    protected FileInputFormat() {}

    /** For subclasses that know their path. */
    protected FileInputFormat(String path) {
        this.path = path;
    }

    /** Sets the path to read, for {@code env.createInput}. */
    public void setFilePath(String filePath) {
        this.path = filePath;
    }

    /** Sets the path to read, for {@code env.createInput}. */
    public void setFilePath(Path filePath) {
        setFilePath(filePath.toString());
    }

    /**
     * The path to read.
     *
     * @throws IllegalStateException if none was given
     */
    public String getFilePath() {
        String known = path;
        if (known == null) {
            throw new IllegalStateException(
                    "The format has no path: call setFilePath, or use env.readFile(format, path).");
        }
        return known;
    }

    /** How bytes become records. */
    protected abstract StreamFormat<T> format();

    /** Whether directories inside directories are read too; they are by default. */
    public void setNestedFileEnumeration(boolean enable) {
        this.nested = enable;
    }

    /** The type of the records. */
    public TypeInformation<T> getProducedType() {
        return format().getProducedType();
    }

    /** The files at a path. For the environment. */
    public FileSource.FileSourceBuilder<T> source(String path) {
        return FileSource.forRecordStreamFormat(format(), path).setRecursive(nested);
    }
}
