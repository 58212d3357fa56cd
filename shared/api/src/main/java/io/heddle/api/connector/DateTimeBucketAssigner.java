package io.heddle.api.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bucket per piece of processing time, by default per hour: {@code 2026-11-21--15}. By the clock at the moment of
 * writing: a record that is written again after a failure may fall into another bucket, once.
 */
public final class DateTimeBucketAssigner<IN> implements BucketAssigner<IN, String> {
    private final String formatString;
    private final ZoneId zoneId;
    private transient @Nullable DateTimeFormatter formatter;

    /** By the hour, in the machine's time zone. */
    public DateTimeBucketAssigner() {
        this("yyyy-MM-dd--HH");
    }

    /** By a pattern of {@link DateTimeFormatter}, in the machine's time zone. */
    public DateTimeBucketAssigner(String formatString) {
        this(formatString, ZoneId.systemDefault());
    }

    /** By the hour, in a time zone. */
    public DateTimeBucketAssigner(ZoneId zoneId) {
        this("yyyy-MM-dd--HH", zoneId);
    }

    /** By a pattern, in a time zone. */
    public DateTimeBucketAssigner(String formatString, ZoneId zoneId) {
        this.formatString = formatString;
        this.zoneId = zoneId;
        this.formatter = DateTimeFormatter.ofPattern(formatString, Locale.ROOT).withZone(zoneId);
    }

    @Override
    public String getBucketId(IN element, Context context) {
        DateTimeFormatter format = formatter;
        if (format == null) {
            format = DateTimeFormatter.ofPattern(formatString, Locale.ROOT).withZone(zoneId);
            formatter = format;
        }
        return format.format(Instant.ofEpochMilli(context.currentProcessingTime()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
