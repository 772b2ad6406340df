package dev.selvage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void should_give_as_many_places_as_there_are_when_asked_for_more() {
        // given
        Slots slots = new Slots(2);

        // when, then
        assertThat(slots.tryTake()).isTrue();
        assertThat(slots.takeOrWait(new Waiter())).isTrue();
        assertThat(slots.tryTake()).isFalse();
        slots.release();
        assertThat(slots.tryTake()).isTrue();
        assertThat(slots.tryTake()).isFalse();
    }

    @Test
    void should_grant_in_order_of_arrival_and_to_no_newcomer_when_places_come_free() {
        // given
        Slots slots = new Slots(1);
        List<String> order = new ArrayList<>();
        assertThat(slots.tryTake()).isTrue();
        for (String name : List.of("first", "second", "third")) {
            assertThat(slots.takeOrWait(() -> order.add(name))).isFalse();
        }

        // when, then
        for (int i = 1; i <= 3; i++) {
            slots.release();
            assertThat(order).hasSize(i);
            assertThat(slots.tryTake()).isFalse();
        }
        assertThat(order).containsExactly("first", "second", "third");
        slots.release();
        assertThat(slots.tryTake()).isTrue();
    }

    @Test
    void should_pass_over_who_left_and_keep_the_order_when_places_come_free() {
        // given
        Slots slots = new Slots(1);
        Waiter first = new Waiter();
        Waiter second = new Waiter();
        Waiter third = new Waiter();
        assertThat(slots.tryTake()).isTrue();
        List.of(first, second, third).forEach(slots::takeOrWait);

        // when
        assertThat(slots.leave(second)).isTrue();
        slots.release();
        slots.release();

        // then
        assertThat(first.granted).hasValue(1);
        assertThat(second.granted).hasValue(0);
        assertThat(third.granted).hasValue(1);
    }

    @Test
    void should_free_the_place_when_all_who_waited_have_left() {
        // given
        Slots slots = new Slots(1);
        Waiter waiter = new Waiter();
        assertThat(slots.tryTake()).isTrue();
        assertThat(slots.takeOrWait(waiter)).isFalse();

        // when
        assertThat(slots.leave(waiter)).isTrue();
        slots.release();

        // then
        assertThat(slots.tryTake()).isTrue();
        assertThat(waiter.granted).hasValue(0);
    }

    @Test
    void should_say_that_it_is_not_in_line_when_who_leaves_was_granted_or_never_waited() {
        // given
        Slots slots = new Slots(1);
        Waiter waiter = new Waiter();
        assertThat(slots.leave(waiter)).isFalse();
        assertThat(slots.takeOrWait(waiter)).isTrue();
        assertThat(slots.leave(waiter)).isFalse();
        assertThat(slots.takeOrWait(waiter)).isFalse();

        // when
        slots.release();

        // then
        assertThat(waiter.granted).hasValue(1);
        assertThat(slots.leave(waiter)).isFalse();
    }

    @Test
    void should_hold_no_lock_when_it_grants() {
        // given
        Slots slots = new Slots(1);
        List<Boolean> locked = new ArrayList<>();
        assertThat(slots.tryTake()).isTrue();
        for (int i = 0; i < 3; i++) {
            slots.takeOrWait(() -> {
                locked.add(Thread.holdsLock(slots));
                slots.release();
            });
        }

        // when: each passes its place on while it is granted
        slots.release();

        // then
        assertThat(locked).containsExactly(false, false, false);
        assertThat(slots.tryTake()).isTrue();
    }

    @Test
    void should_never_give_too_many_nor_lose_a_place_when_some_leave_as_others_release() throws Exception {
        // given
        int places = 3;
        Slots slots = new Slots(places);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger took = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        AtomicInteger grantedTwice = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();

        // when
        for (int i = 0; i < 16; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int turn = 0; turn < 2_000; turn++) {
                    Waiter waiter = new Waiter();
                    boolean mine = slots.takeOrWait(waiter);
                    if (!mine && ThreadLocalRandom.current().nextBoolean()) {
                        Thread.yield();
                        mine = !slots.leave(waiter); // granted as it wanted to leave: the place is its own
                    } else if (!mine) {
                        waiter.await();
                        mine = true;
                    }
                    if (mine) {
                        most.accumulateAndGet(held.incrementAndGet(), Math::max);
                        Thread.yield();
                        held.decrementAndGet();
                        slots.release();
                        took.incrementAndGet();
                    } else {
                        left.incrementAndGet();
                    }
                    if (waiter.granted.get() > 1) {
                        grantedTwice.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        // then
        assertThat(took.get() + left.get()).isEqualTo(16 * 2_000);
        assertThat(most.get()).isBetween(1, places);
        assertThat(grantedTwice).hasValue(0);
        for (int i = 0; i < places; i++) {
            assertThat(slots.tryTake()).isTrue();
        }
        assertThat(slots.tryTake()).isFalse();
    }

    private static final class Waiter implements Slots.Waiter {
        final AtomicInteger granted = new AtomicInteger();
        private final CountDownLatch yours = new CountDownLatch(1);

        @Override
        public void granted() {
            granted.incrementAndGet();
            yours.countDown();
        }

        void await() {
            try {
                yours.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
