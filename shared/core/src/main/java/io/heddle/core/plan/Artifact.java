package io.heddle.core.plan;

/**
 * A file of the user's that belongs on the job's class path or into its distributed cache.
 *
 * @param name file name or, for a cached file, the name it was registered under
 * @param uri where it is
 * @param sha256 content hash in hex, checked by whoever loads it; empty for a local run
 * @param length bytes
 */
public record Artifact(Kind kind, String name, String uri, String sha256, long length) {

    /** What the file is for. */
    public enum Kind {
        JAR,
        CLASSPATH,
        CACHED_FILE
    }
}
