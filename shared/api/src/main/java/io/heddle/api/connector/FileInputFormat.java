package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import java.io.Serializable;

/** How older programs describe the files they read; for {@code env.readFile}. */
public abstract class FileInputFormat<T> implements Serializable {
    private boolean nested = true;

    /** For subclasses. */
    protected FileInputFormat() {}

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
