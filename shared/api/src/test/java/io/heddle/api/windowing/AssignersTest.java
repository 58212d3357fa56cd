package io.heddle.api.windowing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which windows a record falls into. */
class AssignersTest {
    private static final WindowAssigner.WindowAssignerContext AT_NOON = new WindowAssigner.WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
            return 12_000;
        }
    };

    private static List<TimeWindow> windows(WindowAssigner<Object, TimeWindow> assigner, long timestamp) {
        return assigner.assignWindows("x", timestamp, AT_NOON).stream()
                .sorted(Comparator.comparingLong(TimeWindow::getStart).thenComparingLong(TimeWindow::getEnd))
                .toList();
    }

    @Test
    void tumblingWindowsCoverTimeOnceAlsoBeforeTheEpochAndWithOffsets() {
        assertEquals(List.of(new TimeWindow(5, 10)), windows(TumblingEventTimeWindows.of(Duration.ofMillis(5)), 9));
        assertEquals(List.of(new TimeWindow(-5, 0)), windows(TumblingEventTimeWindows.of(Duration.ofMillis(5)), -1));
        assertEquals(
                List.of(new TimeWindow(7, 12)),
                windows(TumblingEventTimeWindows.of(Duration.ofMillis(5), Duration.ofMillis(2)), 9));
        assertEquals(
                List.of(new TimeWindow(3, 8)),
                windows(TumblingEventTimeWindows.of(Time.milliseconds(5), Time.milliseconds(-2)), 7));
        assertEquals(
                List.of(new TimeWindow(10_000, 15_000)),
                windows(TumblingProcessingTimeWindows.of(Time.seconds(5)), Long.MIN_VALUE));
    }

    @Test
    void slidingAndCumulativeWindowsOverlap() {
        assertEquals(
                List.of(new TimeWindow(-4, 6), new TimeWindow(1, 11)),
                windows(
                        SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5), Duration.ofMillis(1)),
                        5));
        assertEquals(
                List.of(new TimeWindow(0, 6), new TimeWindow(0, 9)),
                windows(CumulativeEventTimeWindows.of(Duration.ofMillis(9), Duration.ofMillis(3)), 3));
        assertEquals(
                List.of(new TimeWindow(0, 3), new TimeWindow(0, 6), new TimeWindow(0, 9)),
                windows(CumulativeEventTimeWindows.of(Duration.ofMillis(9), Duration.ofMillis(3)), 2));
        assertEquals(List.of(), windows(SlidingEventTimeWindows.of(Duration.ofMillis(2), Duration.ofMillis(5)), 3));
    }

    @Test
    void calendarDaysFollowTheZone() {
        long tenPast = Instant.parse("2026-03-28T23:10:00Z").toEpochMilli();
        TimeWindow day = CalendarWindows.days(ZoneId.of("Europe/Berlin")).windowOf(tenPast);
        assertEquals(Duration.ofHours(23).toMillis(), day.getEnd() - day.getStart(), "the clocks change that day");
        TimeWindow shanghai = CalendarWindows.days(ZoneId.of("Asia/Shanghai")).windowOf(tenPast);
        assertEquals(Instant.parse("2026-03-28T16:00:00Z").toEpochMilli(), shanghai.getStart());
        TimeWindow month = CalendarWindows.months(ZoneId.of("UTC")).windowOf(tenPast);
        assertEquals(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli(), month.getStart());
        assertEquals(Instant.parse("2026-04-01T00:00:00Z").toEpochMilli(), month.getEnd());
        TimeWindow week = CalendarWindows.weeks(ZoneId.of("UTC")).windowOf(tenPast);
        assertEquals(Instant.parse("2026-03-23T00:00:00Z").toEpochMilli(), week.getStart());
    }

    @Test
    void everyTimeIsInItsDayAlthoughTheClocksGoBackAfterMidnight() {
        CalendarWindows days = CalendarWindows.days(ZoneId.of("America/St_Johns"));
        long minute = Duration.ofMinutes(1).toMillis();
        long from = Instant.parse("2010-11-06T12:00:00Z").toEpochMilli();
        TimeWindow last = days.windowOf(from);
        for (long time = from; time < from + Duration.ofDays(1).toMillis(); time += minute) {
            TimeWindow day = days.windowOf(time);
            assertTrue(day.getStart() <= time && time < day.getEnd(), time + " in " + day);
            assertTrue(day.equals(last) || day.getStart() == last.getEnd(), last + ", then " + day);
            last = day;
        }
    }

    @Test
    void sessionsMergeWhenTheyTouch() {
        Map<TimeWindow, Collection<TimeWindow>> merged = new HashMap<>();
        EventTimeSessionWindows.withGap(Duration.ofMillis(3))
                .mergeWindows(
                        List.of(
                                new TimeWindow(10, 13),
                                new TimeWindow(1, 4),
                                new TimeWindow(4, 7),
                                new TimeWindow(6, 9)),
                        (parts, result) -> merged.put(result, List.copyOf(parts)));
        assertEquals(
                Map.of(new TimeWindow(1, 9), List.of(new TimeWindow(1, 4), new TimeWindow(4, 7), new TimeWindow(6, 9))),
                merged);
    }

    @Test
    void mistakesAreExplained() {
        assertThrows(IllegalArgumentException.class, () -> TumblingEventTimeWindows.of(Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> TumblingEventTimeWindows.of(Duration.ofMillis(5), Duration.ofMillis(5)));
        assertThrows(
                IllegalStateException.class,
                () -> windows(TumblingEventTimeWindows.of(Duration.ofMillis(5)), Long.MIN_VALUE));
    }
}
