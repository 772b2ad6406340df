package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final long TICK = 1L << TimerWheel.TICK_BITS;

    private final TimerWheel wheel = new TimerWheel();

    @Test
    void should_be_due_from_the_first_tick_at_or_after_the_deadline() {
        // given
        TimerProbe onTick = insert(5 * TICK);
        TimerProbe afterTick = insert(5 * TICK + 1);

        // then
        assertThat(wheel.poll(5 * TICK - 1)).isNull();
        assertThat(wheel.poll(5 * TICK)).isSameAs(onTick);
        assertThat(wheel.poll(6 * TICK - 1)).isNull();
        assertThat(wheel.poll(6 * TICK)).isSameAs(afterTick);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void should_be_due_at_once_when_the_deadline_is_past() {
        // given
        wheel.startAt(1_000 * TICK + 7);

        // when
        TimerProbe past = insert(3);

        // then
        assertThat(wheel.nextWake()).isEqualTo(1_000 * TICK);
        assertThat(wheel.poll(1_000 * TICK + 7)).isSameAs(past);
    }

    @Test
    void should_keep_the_order_of_arrival_when_the_tick_is_the_same() {
        // given
        List<Timeout> armed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            armed.add(insert(1_000 * TICK - i));
        }

        // then
        assertThat(drain(1_000 * TICK)).isEqualTo(armed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 4_096, 1L << 18, 1L << 24, 1L << 30, 1L << 36, 1L << 42, 1L << 45})
    void should_need_at_most_one_wakeup_per_level_when_one_deadline_is_pending(long ticks) {
        // given: a present whose digits are all high, so that the distance touches as many levels as it can
        long now = 0x0FFF_FFFF_FFFF_FFFFL;
        wheel.startAt(now);
        TimerProbe probe = insert(now + ticks * TICK);

        // when
        int wakeups = 0;
        Timeout due = null;
        while (due == null) {
            wakeups++;
            due = wheel.poll(wheel.nextWake());
        }

        // then
        assertThat(due).isSameAs(probe);
        assertThat(wakeups).isLessThanOrEqualTo(TimerWheel.LEVELS);
    }

    @Test
    void should_not_cascade_through_idle_time_when_it_was_empty() {
        // given
        long now = 12_345L << 40;

        // when
        wheel.startAt(now);
        insert(now + 10 * TICK);

        // then
        assertThat(wheel.occupied(0)).isEqualTo(1L << 10);
        assertThat(wheel.nextWake()).isEqualTo(now + 10 * TICK);
    }

    @Test
    void should_refuse_to_jump_when_timeouts_are_pending() {
        insert(TICK);
        assertThatThrownBy(() -> wheel.startAt(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_refuse_a_timeout_that_is_armed() {
        TimerProbe probe = insert(TICK);
        assertThatThrownBy(() -> wheel.insert(probe)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> probe.moveTo(0)).isInstanceOf(IllegalStateException.class);
        assertThat(probe.deadline()).isEqualTo(TICK);
    }

    @Test
    void should_take_a_new_deadline_when_disarmed() {
        // given
        TimerProbe probe = insert(TICK);
        wheel.remove(probe);

        // when
        probe.moveTo(9 * TICK);
        wheel.insert(probe);

        // then
        assertThat(drain(8 * TICK)).isEmpty();
        assertThat(drain(9 * TICK)).containsExactly(probe);
    }

    @Test
    void should_remove_from_the_middle_of_a_slot_that_is_being_emptied() {
        // given
        TimerProbe first = insert(TICK);
        TimerProbe second = insert(TICK);
        TimerProbe third = insert(TICK);
        assertThat(wheel.poll(TICK)).isSameAs(first);

        // when
        boolean removed = wheel.remove(second);

        // then
        assertThat(removed).isTrue();
        assertThat(wheel.remove(first)).isFalse();
        assertThat(wheel.nextWake()).isEqualTo(TICK);
        assertThat(wheel.poll(TICK)).isSameAs(third);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void should_clear_the_bit_of_a_slot_when_the_last_leaves() {
        // given
        TimerProbe one = insert(3 * TICK);
        TimerProbe other = insert(3 * TICK);

        // then
        wheel.remove(one);
        assertThat(wheel.occupied(0)).isEqualTo(1L << 3);
        wheel.remove(other);
        assertThat(wheel.occupied(0)).isZero();
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void should_cascade_in_shares_when_a_slot_is_crowded() {
        // given: one slot of a high level, spread below it
        List<TimerProbe> armed = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            armed.add(insert((1L << 40) + 1 + i));
        }
        long slotStart = wheel.nextWake();

        // when
        int shares = 1;
        while (wheel.poll(slotStart) == null && wheel.nextWake() - slotStart <= 0) {
            shares++;
        }

        // then
        assertThat(shares).isGreaterThan(10);
        assertThat(drain(1L << 41)).containsExactlyElementsOf(armed);
    }

    @Test
    void should_retain_nothing_when_a_million_were_cancelled() {
        // given
        Random random = new Random(42);
        List<TimerProbe> armed = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            armed.add(insert(random.nextLong() >>> (2 + random.nextInt(50))));
        }
        Collections.shuffle(armed, random);

        // when
        boolean allRemoved = true;
        for (TimerProbe probe : armed) {
            allRemoved &= wheel.remove(probe);
        }

        // then
        assertThat(allRemoved).isTrue();
        assertThat(wheel.isEmpty()).isTrue();
        for (int level = 0; level < TimerWheel.LEVELS; level++) {
            assertThat(wheel.occupied(level)).isZero();
        }
        assertThat(armed.stream().filter(TimerProbe::isLinked)).isEmpty();
        assertThat(drain(Long.MAX_VALUE / 2)).isEmpty();
    }

    private TimerProbe insert(long deadline) {
        TimerProbe probe = new TimerProbe(deadline);
        wheel.insert(probe);
        return probe;
    }

    private List<Timeout> drain(long now) {
        List<Timeout> all = new ArrayList<>();
        while (!wheel.isEmpty() && wheel.nextWake() - now <= 0) {
            Timeout due = wheel.poll(now);
            if (due != null) {
                all.add(due);
            }
        }
        return all;
    }
}
