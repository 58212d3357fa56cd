package io.heddle.testkit.programs;

import io.heddle.api.eventtime.SerializableTimestampAssigner;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;

/** Somebody does something: a plain object as programs have them. */
public class Event {
    public String user = "";
    public String what = "";
    public long amount;
    public long timestamp;

    public Event() {}

    Event(String user, String what, long amount, long timestamp) {
        this.user = user;
        this.what = what;
        this.amount = amount;
        this.timestamp = timestamp;
    }

    String getUser() {
        return user;
    }

    @Override
    public String toString() {
        return user + " " + what + " " + amount + " @" + timestamp;
    }

    /** Timestamps that only rise. */
    static WatermarkStrategy<Event> rising() {
        return WatermarkStrategy.<Event>forMonotonousTimestamps().withTimestampAssigner(time());
    }

    /** A watermark behind every record, at its time: whatever comes out of order is late. */
    static WatermarkStrategy<Event> strict() {
        return WatermarkStrategy.<Event>forGenerator(context -> new EachRecord())
                .withTimestampAssigner(time());
    }

    private static SerializableTimestampAssigner<Event> time() {
        return (event, before) -> event.timestamp;
    }

    private static final class EachRecord implements WatermarkGenerator<Event> {
        @Override
        public void onEvent(Event event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
