package io.heddle.am.rest;

import io.heddle.core.launch.StagingNames;
import io.heddle.core.storage.Storage;
import io.heddle.core.transport.http.Refusal;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** What was uploaded before, by the hash of its content: a client that learns it here needs no file system of its own. */
public final class UploadedFiles {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Storage storage;
    private final String baseDirectory;

    /** Looks below the directory that holds {@code .heddle}. */
    public UploadedFiles(Storage storage, String baseDirectory) {
        this.storage = storage;
        this.baseDirectory = baseDirectory;
    }

    /** Where the file with this hash is; a file appears under its name only when it is whole. Blocks. */
    Map<String, Object> find(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new Refusal(400, "'" + sha256 + "' is no SHA-256 in hexadecimal digits.");
        }
        String uri = baseDirectory + "/" + StagingNames.CACHE + "/" + sha256;
        try {
            if (storage.exists(uri)) {
                return Map.of("uri", uri);
            }
        } catch (IOException e) {
            throw new Refusal(503, "It cannot be told whether " + uri + " is there: " + e);
        }
        throw new Refusal(404, "There is no " + uri + ".");
    }
}
