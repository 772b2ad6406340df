package dev.selvage.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The time of one {@link VirtualTime#run}. For the goroutines of that run only; a call from elsewhere is an {@link
 * IllegalStateException}.
 */
public interface VirtualClock {

    /** {@return what the wall clock of the run shows; it starts at midnight UTC of 1 January 2000} */
    Instant now();

    /** {@return how much time has passed since the start} */
    Duration elapsed();

    /**
     * Waits until all others are blocked, in the time as it is now: nothing more can happen before it moves. After Go's {@code
     * synctest.Wait}.
     *
     * @throws InterruptedException if the caller was interrupted, or its context cancelled, while waiting
     */
    void settle() throws InterruptedException;

    /**
     * Moves the time on, from timer to timer: at each instant at which one is due, everybody comes to a rest before the next. Returns
     * when that span has passed and all others are blocked.
     *
     * @param span how far; zero: the same as {@link #settle()}
     * @throws IllegalArgumentException if {@code span} is negative
     * @throws InterruptedException as {@link #settle()}
     */
    void advance(Duration span) throws InterruptedException;

    /**
     * Says whether the time moves by itself, straight to the next timer, when all are blocked. It does at first. If it does not, only
     * {@link #advance} moves it, and to wait for a timer without that is a deadlock.
     *
     * @param automatic whether
     */
    void autoAdvance(boolean automatic);

    /**
     * Calls something that waits for the world outside of the run in a way that cannot be seen, as for a future that a
     * thread pool completes. Meanwhile time stands still, and real time passes up to the limit for waits outside.
     *
     * @param <T> the type of the result
     * @param call what waits
     * @return what it returns
     * @throws Exception what it throws
     */
    <T extends @Nullable Object> T outside(Callable<? extends T> call) throws Exception;
}
