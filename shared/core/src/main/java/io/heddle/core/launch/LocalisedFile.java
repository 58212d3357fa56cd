package io.heddle.core.launch;

/**
 * A file that YARN puts into a container before it starts.
 *
 * @param link its name in the container's working directory; may contain '/'
 * @param uri where it is
 * @param lengthBytes exact length, which YARN checks
 * @param modifiedAtMs exact modification time, which YARN checks
 * @param kind whether it is unpacked
 * @param visibility with whom the NodeManager may share its copy
 */
public record LocalisedFile(
        String link, String uri, long lengthBytes, long modifiedAtMs, Kind kind, Visibility visibility) {
    /** What YARN does with the file. */
    public enum Kind {
        FILE,
        ARCHIVE
    }

    /** YARN's classes of sharing. */
    public enum Visibility {
        PUBLIC,
        PRIVATE,
        APPLICATION
    }
}
