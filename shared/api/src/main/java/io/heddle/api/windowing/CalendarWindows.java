package io.heddle.api.windowing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;

/**
 * Days, weeks or months of a calendar in a time zone, in event time. A day with a change of the clocks has 23 or 25
 * hours. Fires by {@link EventTimeTrigger} unless another is given; a record without a timestamp fails the task.
 */
public final class CalendarWindows extends WindowAssigner<Object, TimeWindow> {
    /** The unit of a calendar window. */
    public enum CalendarUnit {
        /** From midnight to midnight. */
        DAY,
        /** From Monday to Monday. */
        WEEK,
        /** From the first to the first. */
        MONTH
    }

    private final CalendarUnit unit;
    private final ZoneId zone;

    private CalendarWindows(CalendarUnit unit, ZoneId zone) {
        this.unit = unit;
        this.zone = zone;
    }

    /** Days of a time zone. */
    public static CalendarWindows days(ZoneId zone) {
        return new CalendarWindows(CalendarUnit.DAY, zone);
    }

    /** Weeks of a time zone, from Monday. */
    public static CalendarWindows weeks(ZoneId zone) {
        return new CalendarWindows(CalendarUnit.WEEK, zone);
    }

    /** Months of a time zone. */
    public static CalendarWindows months(ZoneId zone) {
        return new CalendarWindows(CalendarUnit.MONTH, zone);
    }

    /** The unit. */
    public CalendarUnit unit() {
        return unit;
    }

    /** The time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** The window a timestamp, in milliseconds since the epoch, falls into. */
    public TimeWindow windowOf(long timestamp) {
        LocalDate date = Instant.ofEpochMilli(timestamp).atZone(zone).toLocalDate();
        LocalDate first = switch (unit) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
        LocalDate next = switch (unit) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
        TimeWindow window = new TimeWindow(startOf(first), startOf(next));
        // Where clocks are put back just after midnight, the end of a date comes once more after the next one has
        // begun.
        return timestamp < window.getEnd() ? window : windowOf(window.getEnd());
    }

    private long startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        return List.of(windowOf(TimeWindows.timestamped(timestamp)));
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return EventTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "CalendarWindows(" + unit + ", " + zone + ")";
    }
}
