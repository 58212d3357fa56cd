package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.KeyedTimer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What timers in a database keep in memory, when they read, and what happens while files are being linked. */
class RocksTimerQueueTest {
    private static final int MAX_PARALLELISM = 32;
    private static final long CACHE_BYTES = 4 << 20;
    private static final Serializers SERIALIZERS = Serializers.of(RocksTimerQueueTest.class.getClassLoader());
    private static final String FAMILY = TimerInfo.PREFIX + "1/t";

    @TempDir
    Path directory;

    private Instance instance;
    private RocksTimerQueue timers;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void open() {
        NativeRocks.load(Path.of("target", "rocksdb-native").toAbsolutePath());
        RocksMemory memory = new RocksMemory(16 << 20, 0.5, 0.1, CACHE_BYTES);
        RocksTuning tuning = RocksTuning.of(Configuration.empty());
        Database database = Database.open(directory.resolve("root"), new FamilyOptions(tuning, memory));
        KeyGroupRange range = new KeyGroupRange(0, MAX_PARALLELISM - 1);
        instance = new Instance(database, range, new SettableClock(0), memory);
        TypeSerializer<Object> longs = (TypeSerializer<Object>) (TypeSerializer<?>) SERIALIZERS.of(Types.LONG);
        KeyHasher<Object> hasher = (KeyHasher<Object>) (KeyHasher<?>) KeyHashers.of(Types.LONG, SERIALIZERS);
        timers = new RocksTimerQueue(
                instance,
                new TimerForm(longs, longs),
                new CurrentKey(hasher),
                MAX_PARALLELISM,
                () -> database.family(FAMILY));
    }

    @AfterEach
    void close() {
        instance.close();
    }

    private void letGo() {
        while (timers.evict()) {
            instance.apply();
        }
    }

    private int fireAll(long uptoMs) {
        int fired = 0;
        long lastMs = Long.MIN_VALUE;
        for (KeyedTimer timer = timers.poll(uptoMs); timer != null; timer = timers.poll(uptoMs)) {
            assertTrue(timer.timeMs() >= lastMs);
            lastMs = timer.timeMs();
            fired++;
        }
        return fired;
    }

    /** At different times, and all at the same, as at the end of a window. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000_007, 1})
    void aMillionTimersAreInMemoryOnlyAsFarAsTheBudgetGoes(long spreadMs) {
        int count = 1_000_000;
        int most = 0;
        for (long key = 0; key < count; key++) {
            timers.add(key, 0L, key * 7_919 % spreadMs);
            most = Math.max(most, timers.inMemory());
        }
        assertTrue(most > 10_000, "the budget is used: " + most);
        int fired = 0;
        for (long uptoMs = spreadMs / 50; fired < count; uptoMs += spreadMs / 50 + 1) {
            KeyedTimer timer = timers.poll(uptoMs);
            while (timer != null) {
                fired++;
                most = Math.max(most, timers.inMemory());
                timer = timers.poll(uptoMs);
            }
        }
        assertTrue(timers.isEmpty());
        assertEquals(count, fired);
        assertTrue(most <= CACHE_BYTES / 80, most + " timers in memory");
        assertEquals(0, timers.inMemory());
    }

    @Test
    void whatFiresBeforeItHasToBeWrittenNeverReachesTheDatabase() {
        for (long i = 0; i < 100_000; i++) {
            timers.add(i % 100, 0L, i + 50);
            timers.add(i % 100, 1L, i + 1_000);
            timers.remove(i % 100, 1L, i + 1_000);
            fireAll(i);
        }
        fireAll(Long.MAX_VALUE);
        timers.writeBack();
        assertTrue(instance.buffer.isEmpty());
        assertEquals(Set.of(), instance.database.families().keySet());
    }

    /** What was written for a checkpoint is still in memory. */
    @Test
    void whatHasBeenWrittenIsNotReadAsLongAsItFitsIntoMemory() {
        for (long i = 0; i < 1_000; i++) {
            timers.add(i, 0L, i);
        }
        instance.writeBack();
        instance.database.drop(instance.database.family(FAMILY));
        assertEquals(1_000, timers.inMemory());
        assertEquals(1_000, fireAll(2_000));
    }

    @Test
    void nothingIsWrittenWhileFilesAreLinkedAndNothingFiresTwice() {
        for (long key = 0; key < 20_000; key++) {
            timers.add(key, 0L, key / 100);
        }
        letGo();
        int kept = timers.inMemory();
        Links links = new Links(instance.database, directory.resolve("links"));
        instance.hold(links);
        Set<Object> seen = new HashSet<>();
        for (long key = 0; key < 20_000; key += 7) {
            timers.remove(key, 0L, key / 100);
        }
        for (int i = 0; i < 5_000; i++) {
            KeyedTimer timer = timers.poll(Long.MAX_VALUE);
            assertTrue(timer != null && seen.add(timer.key()) && (Long) timer.key() % 7 != 0, () -> "fired: " + timer);
        }
        // One that has fired and is set anew, and one that was removed.
        timers.add(1L, 0L, 0);
        timers.add(0L, 0L, 0);
        assertEquals(new KeyedTimer(0, 1L, 0L), timers.poll(0));
        assertEquals(new KeyedTimer(0, 0L, 0L), timers.poll(0));
        assertTrue(instance.isHeld() && instance.buffer.isEmpty());
        assertTrue(timers.inMemory() > kept, "what was removed is kept in mind");
        links.make();
        links.release();
        int removed = 1 + 19_999 / 7;
        assertEquals(20_000 - removed - 5_000, fireAll(Long.MAX_VALUE));
        timers.writeBack();
        instance.apply();
        assertEquals(0, timers.inMemory());
        assertEquals(0, inDatabase(), "left in the database");
    }

    /** The database still has what was removed, and hears of neither: it must hear of the second removal. */
    @Test
    void whatComesBackAndGoesAgainWhileFilesAreLinkedIsNotInTheDatabase() {
        for (long key = 0; key < 1_000; key++) {
            timers.add(key, 0L, key);
        }
        instance.writeBack();
        Links links = new Links(instance.database, directory.resolve("links"));
        instance.hold(links);
        for (long key = 0; key < 1_000; key++) {
            timers.remove(key, 0L, key);
            timers.add(key, 0L, key);
        }
        assertTrue(instance.isHeld() && instance.buffer.isEmpty());
        links.make();
        links.release();
        for (long key = 0; key < 1_000; key += 2) {
            timers.remove(key, 0L, key);
        }
        instance.writeBack();
        assertEquals(500, inDatabase());
        letGo();
        assertEquals(500, fireAll(Long.MAX_VALUE));
        instance.writeBack();
        assertEquals(0, inDatabase());
    }

    private int inDatabase() {
        int count = 0;
        try (var entries = instance.database.scan(instance.database.family(FAMILY))) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                count++;
            }
        }
        return count;
    }

    /** Otherwise the checkpoint would have what came after it. */
    @Test
    void whoeverWritesMakesTheLinksBefore() {
        timers.add(1L, 0L, 1);
        instance.writeBack();
        Links links = new Links(instance.database, directory.resolve("links"));
        instance.hold(links);
        timers.add(2L, 0L, 2);
        timers.writeBack();
        assertFalse(links.isDone());
        instance.apply();
        assertTrue(links.isDone());
        assertEquals(2, inDatabase());
        links.release();
    }

    @Test
    void oneThatIsNotInMemoryIsRemovedWithoutBeingRead() {
        for (long key = 0; key < 10_000; key++) {
            timers.add(key, 0L, key);
        }
        letGo();
        int kept = timers.inMemory();
        timers.remove(9_999L, 0L, 9_999);
        timers.add(9_998L, 0L, 9_998);
        timers.remove(9_998L, 0L, 9_998);
        timers.add(9_997L, 0L, 9_997);
        assertEquals(kept + 1, timers.inMemory());
        assertEquals(9_998, fireAll(Long.MAX_VALUE));
    }
}
