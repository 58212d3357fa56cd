package io.heddle.coordinator.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in metadata: relative ones mean the checkpoint's directory. */
final class Paths {
    private Paths() {}

    static String withoutSlash(String directory) {
        return directory.endsWith("/") && directory.length() > 1
                ? directory.substring(0, directory.length() - 1)
                : directory;
    }

    /** The whole path of a file that a checkpoint in {@code directory} calls {@code path}. */
    static String resolve(String directory, String path) {
        if (path.startsWith("/") || path.contains("://") || path.startsWith("file:")) {
            return path;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (directory + "/" + path).split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
