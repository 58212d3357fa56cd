package io.heddle.api.connector;

/** A reader that has registered. */
public record ReaderInfo(int subtaskId, String location) {
    /** Its index. */
    public int getSubtaskId() {
        return subtaskId;
    }

    /** Its host. */
    public String getLocation() {
        return location;
    }
}
