package io.heddle.api.connector;

/** Puts all records into the base path itself. */
public final class BasePathBucketAssigner<IN> implements BucketAssigner<IN, String> {
    @Override
    public String getBucketId(IN element, Context context) {
        return "";
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
