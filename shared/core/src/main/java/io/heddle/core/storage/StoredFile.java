package io.heddle.core.storage;

/**
 * One entry of a directory.
 *
 * @param path full path
 * @param directory whether it is a directory
 * @param length bytes, 0 for a directory
 * @param modifiedMs wall-clock milliseconds of the last change
 */
public record StoredFile(String path, boolean directory, long length, long modifiedMs) {

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
