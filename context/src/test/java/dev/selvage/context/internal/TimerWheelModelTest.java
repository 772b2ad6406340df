package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wheel against a sorted set, under random inserts, removals and jumps of time on all levels. */
class TimerWheelModelTest {

    private static final int OPERATIONS = 60_000;
    private static final int MAX_PENDING = 3_000;
    private static final int MAX_AHEAD_BITS = 62;

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "2, -1",
        "3, 9223372036854775807",
        "4, -9223372036854775808",
        "5, 9223372036854700000",
        "6, -65536",
        "7, 1234567890123456789",
        "8, 4611686018427387904"
    })
    void should_agree_with_a_sorted_set_when_anything_happens_in_any_order(long seed, long start) {
        // given
        Run run = new Run(seed, start);

        // when
        for (int i = 0; i < OPERATIONS; i++) {
            run.step();
        }
        run.finish();

        // then: agreement was checked at each step
        assertThat(run.fired).isGreaterThan(OPERATIONS / 20);
        assertThat(run.removed).isGreaterThan(OPERATIONS / 20);
        assertThat(run.wheel.isEmpty()).isTrue();
        for (int level = 0; level < TimerWheel.LEVELS; level++) {
            assertThat(run.wheel.occupied(level)).isZero();
            assertThat(run.levelsSeen[level]).as("level %d was used", level).isTrue();
        }
    }

    private static final class Entry extends Timeout {

        private final int id;
        private final long tick;
        private int place;

        Entry(int id, long deadline, long elapsed) {
            super(deadline);
            long rounded = TimerWheel.roundUp(deadline);
            this.id = id;
            this.tick = rounded - elapsed > 0 ? rounded : elapsed;
        }

        @Override
        protected void fire() {
            throw new AssertionError("the wheel itself fires nothing");
        }
    }

    private static final class Run {

        private final TimerWheel wheel = new TimerWheel();
        private final boolean[] levelsSeen = new boolean[TimerWheel.LEVELS];

        // Ordered relative to `elapsed`, which moves: no entry is before it, so the order stays the same.
        private final TreeSet<Entry> model =
                new TreeSet<>(Comparator.comparingLong((Entry entry) -> entry.tick - Run.this.elapsed)
                        .thenComparingInt(entry -> entry.id));
        private final List<Entry> pending = new ArrayList<>();
        private final Random random;
        private long now;
        private long elapsed;
        private int nextId;
        private int fired;
        private int removed;

        Run(long seed, long start) {
            random = new Random(seed);
            now = start;
            wheel.startAt(start);
            elapsed = floor(start);
        }

        void step() {
            int choice = random.nextInt(100);
            if (choice < 55 && pending.size() < MAX_PENDING) {
                insert(choice < 5 ? now - distance(40) : now + distance(MAX_AHEAD_BITS));
            } else if (choice < 80) {
                removeAny();
            } else if (choice < 84) {
                now += distance(20);
            } else if (choice < 92) {
                now += distance(choice == 84 ? 61 : 36);
                drain();
            } else if (!wheel.isEmpty() && wheel.nextWake() - now > 0) {
                now = wheel.nextWake() - (choice < 94 ? 1 : 0);
                drain();
            }
        }

        void finish() {
            while (!wheel.isEmpty()) {
                if (wheel.nextWake() - now > 0) {
                    now = wheel.nextWake();
                }
                drain();
            }
            assertThat(model).isEmpty();
            assertThat(pending).isEmpty();
        }

        private void insert(long deadline) {
            if (wheel.isEmpty()) {
                wheel.startAt(now);
                elapsed = floor(now);
            }
            Entry entry = new Entry(nextId++, deadline, elapsed);
            wheel.insert(entry);
            model.add(entry);
            entry.place = pending.size();
            pending.add(entry);
            for (int level = 0; level < TimerWheel.LEVELS; level++) {
                levelsSeen[level] |= wheel.occupied(level) != 0;
            }
        }

        private void removeAny() {
            if (pending.isEmpty()) {
                return;
            }
            Entry entry = pending.get(random.nextInt(pending.size()));
            assertThat(wheel.remove(entry)).isTrue();
            assertThat(wheel.remove(entry)).isFalse();
            forget(entry);
            removed++;
        }

        private void drain() {
            while (true) {
                Timeout due = wheel.poll(now);
                if (due instanceof Entry entry) {
                    assertThat(now - entry.deadline()).as("never early").isNotNegative();
                    assertThat(entry).as("the earliest tick first").matches(it -> it.tick == model.first().tick);
                    forget(entry);
                    assertThat(wheel.remove(entry)).as("already out").isFalse();
                    fired++;
                    disturb();
                } else if (wheel.isEmpty() || wheel.nextWake() - now > 0) {
                    break;
                }
            }
            elapsed = floor(now);
            if (model.isEmpty()) {
                assertThat(wheel.isEmpty()).isTrue();
            } else {
                assertThat(model.first().tick - now).as("none missed").isPositive();
                assertThat(model.first().tick - wheel.nextWake())
                        .as("woken in time")
                        .isNotNegative();
            }
        }

        private void disturb() {
            int choice = random.nextInt(20);
            if (choice == 0) {
                removeAny();
            } else if (choice == 1 && !wheel.isEmpty()) {
                insert(now + 1 + distance(30));
            }
        }

        private void forget(Entry entry) {
            assertThat(model.remove(entry)).isTrue();
            Entry last = pending.removeLast();
            if (last != entry) {
                pending.set(entry.place, last);
                last.place = entry.place;
            }
        }

        private long distance(int maxBits) {
            return random.nextLong() >>> (Long.SIZE - 1 - random.nextInt(maxBits));
        }

        private static long floor(long nanos) {
            return nanos & -(1L << TimerWheel.TICK_BITS);
        }
    }
}
