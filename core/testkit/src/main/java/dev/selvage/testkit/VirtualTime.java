package dev.selvage.testkit;

import dev.selvage.testkit.internal.clock.ClockRun;
import java.util.Objects;

/**
 * Runs a test in virtual time: sleeps, deadlines, timers, tickers and timeouts of Selvage's take no time at all, because the clock
 * jumps to the next one as soon as everybody waits.
 *
 * {@snippet :
 * VirtualTime.run(clock -> {
 *     Go.sleep(Duration.ofHours(24));
 *     assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(24));
 * });
 * }
 *
 * <p>The body and all that it starts, in scopes or as plain virtual threads, run one step at a time on one thread, so the order of
 * things is the same in each run; {@link dev.selvage.context.Context#background()} is there the root of the run's time. If everybody
 * waits and no timer is armed, the run ends at once with a report of who waits for what.
 *
 * <p>Who waits for real I/O, or in a timed wait of the JDK's such as {@code Thread.sleep}, holds the clock until it goes on, in
 * real time and up to a limit. Other waits for a thread outside cannot be told from those for a goroutine: {@link
 * VirtualClock#outside} says so; without, the clock may move on, and the run fails when the thread outside shows it.
 *
 * <p>Threads of the platform are outside; so is what reads {@code System.nanoTime}. After Go's {@code testing/synctest} and
 * Kotlin's {@code runTest}.
 */
public final class VirtualTime {

    /**
     * What is run.
     *
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Body<X extends Throwable> {
        /**
         * Runs, on a virtual thread.
         *
         * @param clock its time
         * @throws X whatever it likes
         */
        void run(VirtualClock clock) throws X;
    }

    private VirtualTime() {}

    /**
     * Runs a body. Blocks until it and all that it started have ended.
     *
     * @param <X> what the body throws
     * @param body what to run
     * @throws X what the body throws, as itself
     * @throws SimulationFailedError if everybody waits and nothing can happen any more; if something that the body made is left
     *     waiting, goes on for ever or was not closed; if a thread dies, or a hook or service fails and nobody hears of it; if
     *     something waits outside for too long; if the caller is interrupted, which ends the run; or if this JDK does not let
     *     threads be simulated
     */
    public static <X extends Throwable> void run(Body<X> body) throws X {
        run(VirtualTimeOptions.defaults(), body);
    }

    /**
     * Runs a body.
     *
     * @param <X> what the body throws
     * @param options how time goes
     * @param body what to run
     * @throws X as {@link #run(Body)}
     */
    @SuppressWarnings("unchecked") // the body's own, which is an X or unchecked
    public static <X extends Throwable> void run(VirtualTimeOptions options, Body<X> body) throws X {
        Objects.requireNonNull(body, "body");
        Throwable thrown = ClockRun.run(Objects.requireNonNull(options, "options"), body);
        if (thrown != null) {
            throw (X) thrown;
        }
    }
}
