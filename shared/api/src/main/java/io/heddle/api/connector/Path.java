package io.heddle.api.connector;

import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file system, as a URI; without a scheme it is local to the machine that opens it, which on a cluster
 * is the worker's.
 */
public final class Path implements Serializable {
    private final String text;

    /** A path, such as {@code hdfs:///data/in} or {@code /tmp/in}. */
    public Path(String pathString) {
        if (pathString.isEmpty()) {
            throw new IllegalArgumentException("A path must not be empty.");
        }
        this.text = pathString.length() > 1 && pathString.endsWith("/")
                ? pathString.substring(0, pathString.length() - 1)
                : pathString;
    }

    /** A path below another. */
    public Path(String parent, String child) {
        this(new Path(parent) + "/" + child);
    }

    /** A path below another. */
    public Path(Path parent, String child) {
        this(parent.text, child);
    }

    /** A path below another. */
    public Path(Path parent, Path child) {
        this(parent.text, child.text);
    }

    /** A path below another. */
    public Path(String parent, Path child) {
        this(parent, child.text);
    }

    /** The path of a URI. */
    public Path(URI uri) {
        this(uri.toString());
    }

    /** The path of a file of this machine. */
    public static Path fromLocalFile(File file) {
        return new Path(file.toURI());
    }

    /** The path with something added to its last part. */
    public Path suffix(String suffix) {
        return new Path(text + suffix);
    }

    /** The path as a URI. */
    public URI toUri() {
        return URI.create(text);
    }

    /** The last part. */
    public String getName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The path above, or null at the root. */
    public @Nullable Path getParent() {
        int slash = text.lastIndexOf('/');
        return slash <= 0 || text.charAt(slash - 1) == '/' ? null : new Path(text.substring(0, slash));
    }

    /** The path as text. */
    public String getPath() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
