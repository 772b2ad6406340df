package dev.selvage.context.internal;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The timer without its thread: time is a field, waking is counted, and the test calls what the thread would call. */
class TimerDriverTest {

    private long now = -SECONDS.toNanos(5);
    private int wakeups;
    private final TimerDriver driver = new TimerDriver(() -> now, () -> wakeups++);

    @Test
    void should_wake_the_thread_once_when_it_is_idle() {
        // when
        arm(SECONDS.toNanos(1));
        arm(MILLISECONDS.toNanos(1));

        // then: it has been woken and looks at all before it parks
        assertThat(wakeups).isEqualTo(1);
    }

    @Test
    void should_wake_the_thread_only_when_a_deadline_is_earlier_than_planned() {
        // given
        arm(MILLISECONDS.toNanos(100));
        long planned = now + driver.runDue();
        wakeups = 0;

        // when
        for (int i = 0; i < 1_000; i++) {
            driver.cancel(arm(planned - now + i));
        }
        int wakeupsForLater = wakeups;
        arm(MILLISECONDS.toNanos(1));
        arm(MILLISECONDS.toNanos(1));

        // then
        assertThat(wakeupsForLater).isZero();
        assertThat(wakeups).isEqualTo(1);
        assertThat(driver.runDue()).isLessThanOrEqualTo(MILLISECONDS.toNanos(1) + (1L << TimerWheel.TICK_BITS));
    }

    @Test
    void should_not_wake_the_thread_when_a_timeout_arms_another_from_within() {
        // given
        List<String> order = new ArrayList<>();
        long past = now - MILLISECONDS.toNanos(1);
        driver.schedule(new TimerProbe(past, () -> {
            order.add("outer");
            driver.schedule(new TimerProbe(past, () -> order.add("inner")));
        }));
        wakeups = 0;

        // when
        long pause = driver.runDue();

        // then
        assertThat(order).containsExactly("outer", "inner");
        assertThat(wakeups).isZero();
        assertThat(pause).isEqualTo(TimerDriver.FOREVER);
    }

    @Test
    void should_not_wake_the_thread_when_a_timeout_is_cancelled() {
        // given
        TimerProbe probe = arm(HOURS.toNanos(1));
        driver.runDue();
        wakeups = 0;

        // when
        boolean cancelled = driver.cancel(probe);

        // then
        assertThat(cancelled).isTrue();
        assertThat(driver.cancel(probe)).isFalse();
        assertThat(wakeups).isZero();
        assertThat(driver.runDue()).isEqualTo(TimerDriver.FOREVER);
    }

    @Test
    void should_wait_for_the_thread_and_not_fire_in_the_caller_when_the_deadline_is_past() {
        // when
        TimerProbe probe = arm(-SECONDS.toNanos(3));
        int firedInCaller = probe.fired();
        driver.runDue();

        // then
        assertThat(firedInCaller).isZero();
        assertThat(probe.fired()).isEqualTo(1);
        assertThat(driver.cancel(probe)).isFalse();
    }

    @Test
    void should_cancel_what_is_due_when_its_turn_has_not_come() {
        // given
        List<Boolean> cancelled = new ArrayList<>();
        TimerProbe second = new TimerProbe(now + 2);
        driver.schedule(new TimerProbe(now + 1, () -> cancelled.add(driver.cancel(second))));
        driver.schedule(second);

        // when
        now += MILLISECONDS.toNanos(1);
        driver.runDue();

        // then
        assertThat(cancelled).containsExactly(true);
        assertThat(second.fired()).isZero();
    }

    @Test
    void should_fire_again_when_rearmed_from_within() {
        // given: a ticker of four ticks
        Periodic periodic = new Periodic(now + MILLISECONDS.toNanos(10));
        driver.schedule(periodic);

        // when
        for (long pause = driver.runDue(); pause != TimerDriver.FOREVER; pause = driver.runDue()) {
            now += pause;
        }

        // then
        assertThat(periodic.firedAt).hasSize(4);
        for (int i = 0; i < 4; i++) {
            long due = -SECONDS.toNanos(5) + MILLISECONDS.toNanos(10) * (i + 1);
            assertThat(periodic.firedAt.get(i) - due).isBetween(0L, 1L << TimerWheel.TICK_BITS);
        }
    }

    @Test
    void should_fire_the_others_and_log_when_one_throws() {
        // given
        TimerProbe before = arm(1);
        driver.schedule(new TimerProbe(now + 1, () -> {
            throw new AssertionError("thrown by a timeout");
        }));
        TimerProbe after = arm(1);
        now += MILLISECONDS.toNanos(1);

        // when
        String log = captureLog(driver::runDue);

        // then
        assertThat(before.fired()).isEqualTo(1);
        assertThat(after.fired()).isEqualTo(1);
        assertThat(log).contains("TimerProbe", "AssertionError", "thrown by a timeout");
    }

    private TimerProbe arm(long delay) {
        TimerProbe probe = new TimerProbe(now + delay);
        driver.schedule(probe);
        return probe;
    }

    private static String captureLog(Runnable action) {
        PrintStream original = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(original);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private final class Periodic extends Timeout {

        private final List<Long> firedAt = new ArrayList<>();

        Periodic(long first) {
            super(first);
        }

        @Override
        protected void fire() {
            firedAt.add(now);
            if (firedAt.size() < 4) {
                deadline(deadline() + MILLISECONDS.toNanos(10));
                driver.schedule(this);
            }
        }
    }
}
