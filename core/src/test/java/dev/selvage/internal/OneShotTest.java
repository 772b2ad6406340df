package dev.selvage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.internal.Park;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneShotTest {
    private static final long MILLISECOND = 1_000_000;

    private final OneShot<String> shot = new OneShot<>();

    @Test
    void should_keep_the_first_value_when_set_again() {
        // given
        assertThat(shot.get()).isNull();

        // when, then
        assertThat(shot.set("first")).isTrue();
        assertThat(shot.set("second")).isFalse();
        assertThat(shot.set("first")).isFalse();
        assertThat(shot.get()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(longs = {Park.FOREVER, MILLISECOND, 0, -1})
    void should_return_at_once_and_leave_the_flag_when_awaited_after_set(long nanos) throws Exception {
        // given
        shot.set("value");
        Thread.currentThread().interrupt();

        // when
        boolean there = shot.await("test", nanos);

        // then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(there).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {MILLISECOND, 0, -1})
    void should_say_so_and_keep_no_waiter_when_the_time_is_up(long nanos) throws Exception {
        // when, then
        for (int i = 0; i < 3; i++) {
            assertThat(shot.await("test", nanos)).isFalse();
        }
        assertThat(state()).isNull();
        assertThat(shot.set("value")).isTrue();
    }

    @Test
    void should_throw_and_keep_no_waiter_when_interrupted() throws Exception {
        // given
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> shot.await("test", Park.FOREVER)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(state()).isNull();
    }

    @Test
    void should_throw_and_keep_no_waiter_when_interrupted_while_it_waits() throws Exception {
        // given
        Thread waiter = Thread.currentThread();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            Eventually.parkedIn(waiter, "OneShot", "await");
            waiter.interrupt();
        });

        // when, then
        assertThatThrownBy(() -> shot.await("test", Park.FOREVER)).isInstanceOf(InterruptedException.class);
        assertThat(state()).isNull();
        interrupter.join();
    }

    @Test
    void should_wake_the_others_when_one_in_their_midst_has_given_up() throws Exception {
        // given
        AtomicInteger woken = new AtomicInteger();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread waiter = Thread.ofPlatform().start(() -> {
                try {
                    if (shot.await("test", Park.FOREVER)) {
                        woken.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    woken.addAndGet(100); // shows in the sum
                }
            });
            Eventually.parkedIn(waiter, "OneShot", "await");
            waiters.add(waiter);
        }

        // when
        waiters.get(1).interrupt();
        waiters.get(1).join();
        assertThat(woken).hasValue(100);
        shot.set("value");

        // then
        for (Thread waiter : waiters) {
            waiter.join();
        }
        assertThat(woken).hasValue(102);
    }

    @Test
    void should_run_the_action_once_where_it_is_set_when_registered_before() throws Exception {
        // given
        List<Thread> ranOn = new ArrayList<>();
        List<String> saw = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            shot.whenSet(() -> {
                ranOn.add(Thread.currentThread());
                saw.add(shot.get());
            });
        }
        assertThat(ranOn).isEmpty();

        // when
        Thread setter = Thread.ofPlatform().start(() -> shot.set("value"));
        setter.join();
        shot.set("again");

        // then
        assertThat(ranOn).containsExactly(setter, setter);
        assertThat(saw).containsExactly("value", "value");
    }

    @Test
    void should_run_the_action_at_once_when_it_is_set() {
        // given
        shot.set("value");
        AtomicReference<Thread> ranOn = new AtomicReference<>();

        // when
        shot.whenSet(() -> ranOn.set(Thread.currentThread()));

        // then
        assertThat(ranOn).hasValue(Thread.currentThread());
    }

    @Test
    void should_have_woken_the_threads_when_an_action_waits_for_one_of_them() throws Exception {
        // given: the action came later than the thread, and waits for it
        CountDownLatch woken = new CountDownLatch(1);
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                shot.await("test", Park.FOREVER);
                woken.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Eventually.parkedIn(waiter, "OneShot", "await");
        AtomicInteger after = new AtomicInteger();
        shot.whenSet(() -> {
            try {
                woken.await();
                after.incrementAndGet();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        // when
        shot.set("value");

        // then
        assertThat(after).hasValue(1);
        waiter.join();
    }

    @Test
    void should_have_one_winner_miss_nobody_and_run_each_action_once_when_all_race() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            // given
            OneShot<Integer> race = new OneShot<>();
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger winners = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            AtomicInteger actions = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int value = i;
                threads.add(racer(go, () -> {
                    if (race.set(value)) {
                        winners.incrementAndGet();
                    }
                }));
                threads.add(racer(go, () -> race.whenSet(actions::incrementAndGet)));
                threads.add(racer(go, () -> expect(wrong, race.await("test", Park.FOREVER))));
                threads.add(racer(go, () -> expect(wrong, !race.await("test", 1) || race.get() != null)));
                threads.add(racer(go, () -> expect(wrong, !race.await("test", 20_000) || race.get() != null)));
            }

            // when
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            // then
            assertThat(winners).hasValue(1);
            assertThat(wrong).hasValue(0);
            assertThat(actions).hasValue(2);
            assertThat(race.get()).isBetween(0, 1);
        }
    }

    @Test
    void should_keep_no_waiter_when_many_come_and_go_at_once() throws Exception {
        // given
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(racer(go, () -> {
                for (int turn = 0; turn < 300; turn++) {
                    expect(wrong, !shot.await("test", 10_000));
                }
            }));
        }

        // when
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        // then
        assertThat(wrong).hasValue(0);
        assertThat(state()).isNull();
    }

    @Test
    void should_run_in_order_what_was_not_taken_back() throws Exception {
        // given
        List<Integer> ran = new ArrayList<>();
        List<Runnable> takers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            takers.add(shot.whenSet(() -> ran.add(number)));
        }

        // when
        for (int i : new int[] {2, 0, 5, 2}) {
            takers.get(i).run();
        }
        shot.set("value");
        takers.get(3).run();

        // then
        assertThat(ran).containsExactly(1, 3, 4);
    }

    @Test
    void should_keep_nothing_when_all_was_taken_back() throws Exception {
        // given
        List<Runnable> takers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            takers.add(shot.whenSet(() -> {}));
        }

        // when
        takers.forEach(Runnable::run);

        // then
        assertThat(state()).isNull();
    }

    @Test
    void should_run_or_take_back_each_action_when_setting_and_taking_back_race() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            // given
            OneShot<Integer> race = new OneShot<>();
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger stayed = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean leaves = i % 2 == 0;
                threads.add(racer(go, () -> {
                    AtomicInteger runs = new AtomicInteger();
                    Runnable taker = race.whenSet(() -> {
                        runs.incrementAndGet();
                        stayed.addAndGet(leaves ? 0 : 1);
                    });
                    if (leaves) {
                        taker.run();
                    }
                    expect(wrong, runs.get() <= 1);
                }));
            }
            threads.add(racer(go, () -> race.set(1)));

            // when
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            // then
            assertThat(wrong).hasValue(0);
            assertThat(stayed).hasValue(2);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread racer(CountDownLatch go, Work work) {
        return Thread.ofVirtual().start(() -> {
            try {
                go.await();
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void expect(AtomicInteger wrong, boolean right) {
        if (!right) {
            wrong.incrementAndGet();
        }
    }

    /** The waiters, of which nothing else shows. */
    private Object state() throws ReflectiveOperationException {
        Field state = OneShot.class.getDeclaredField("state");
        state.setAccessible(true);
        return state.get(shot);
    }
}
