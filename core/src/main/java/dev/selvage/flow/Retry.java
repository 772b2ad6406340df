package dev.selvage.flow;

import dev.selvage.GoroutineFailedException;
import dev.selvage.ScopeFailedException;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.context.internal.Ambient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tries again when work fails. Immutable; each method returns a changed copy, so it may be kept in a constant and shared.
 *
 * {@snippet :
 * private static final Retry TWICE_MORE = Retry.attempts(3)
 *         .withSchedule(Schedule.exponential(Duration.ofMillis(50)).withFullJitter().upTo(Duration.ofSeconds(1)))
 *         .on(IOException.class);
 *
 * Price price = TWICE_MORE.call(() -> shop.price(item));
 * }
 *
 * <p>Everything happens on the calling thread. The last failure leaves as itself, with the earlier ones suppressed in it, in
 * order; of more than sixteen, the sixteen latest.
 *
 * <p><b>Never across cancellation.</b> Nothing is tried again once the current context is cancelled, nor after an {@link
 * InterruptedException} or a {@link CancelledException}; the {@link DeadlineExceededException} of an inner timeout is a failure
 * like any other. And when the next delay would not end before the current deadline, there is no delay: the failure leaves now.
 *
 * <p>After Failsafe's {@code RetryPolicy}.
 */
public final class Retry {
    private static final Schedule USUAL =
            Schedule.exponential(Duration.ofMillis(50)).withFullJitter().upTo(Duration.ofSeconds(5));

    private final int attempts;
    private final Schedule schedule;
    private final Predicate<? super Throwable> worthwhile;

    private Retry(int attempts, Schedule schedule, Predicate<? super Throwable> worthwhile) {
        this.attempts = attempts;
        this.schedule = schedule;
        this.worthwhile = worthwhile;
    }

    /**
     * So many attempts, after any {@link Exception}, with exponential delays from 50 ms up to 5 s and full jitter.
     *
     * @param attempts with the first; at least 1
     * @return a retry to be used or changed
     * @throws IllegalArgumentException if {@code attempts} is not positive
     */
    public static Retry attempts(int attempts) {
        return new Retry(positive(attempts), USUAL, Exception.class::isInstance);
    }

    /**
     * As many attempts as the schedule and the deadline allow, after any {@link Exception}.
     *
     * @param schedule when to try again; give it an end with {@link Schedule#within}, unless the caller has a deadline
     * @return a retry to be used or changed
     */
    public static Retry by(Schedule schedule) {
        return attempts(Integer.MAX_VALUE).withSchedule(schedule);
    }

    private static int positive(int attempts) {
        if (attempts <= 0) {
            throw new IllegalArgumentException(
                    "A retry needs at least 1 attempt, the first, but has " + attempts + " of them");
        }
        return attempts;
    }

    /**
     * Waits by another schedule.
     *
     * @param newSchedule when to try again
     * @return the changed copy
     */
    public Retry withSchedule(Schedule newSchedule) {
        return new Retry(attempts, Objects.requireNonNull(newSchedule, "schedule"), worthwhile);
    }

    /**
     * Tries again only after failures of these types. What a goroutine failed with is looked at inside the {@link
     * ScopeFailedException} or {@link GoroutineFailedException} that tells of it.
     *
     * @param types one of them fits
     * @return the changed copy
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Retry on(Class<? extends Throwable>... types) {
        List<Class<? extends Throwable>> fitting = List.of(types);
        return when(failure -> fitting.stream().anyMatch(type -> type.isInstance(failure)));
    }

    /**
     * Tries again only after failures that a predicate accepts. It is given what a goroutine failed with as {@link #on} looks at
     * it. What it throws leaves in place of the failure.
     *
     * @param newWorthwhile called on the thread that retries
     * @return the changed copy
     */
    public Retry when(Predicate<? super Throwable> newWorthwhile) {
        return new Retry(attempts, schedule, Objects.requireNonNull(newWorthwhile, "worthwhile"));
    }

    /**
     * Does the work, and again as long as it fails and is worth it. Blocks between attempts, in the time of the current context.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param work called once or several times, on the calling thread
     * @return what the first attempt that succeeds returns
     * @throws X what the last attempt threw
     * @throws InterruptedException if the work threw it; or if the thread was interrupted, or its context cancelled, in a delay: the
     *     failure before is suppressed in it
     */
    public <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> work)
            throws X, InterruptedException {
        Objects.requireNonNull(work, "work");
        long started = Ambient.currentContext().time().nanoTime();
        Attempts made = null;
        while (true) {
            try {
                return work.call();
            } catch (Throwable failure) {
                made = made == null ? new Attempts(this, started) : made;
                if (!made.waitAfter(failure)) {
                    throw failure;
                }
            }
        }
    }

    int maxAttempts() {
        return attempts;
    }

    Schedule schedule() {
        return schedule;
    }

    boolean isWorthwhile(Throwable failure) {
        boolean cancelled = failure instanceof InterruptedException
                || (failure instanceof CancelledException && !(failure instanceof DeadlineExceededException))
                || Ambient.currentContext().reasonOrNull() != null;
        return !cancelled && worthwhile.test(original(failure));
    }

    private static Throwable original(Throwable failure) {
        return switch (failure) {
            case ScopeFailedException scope -> scope.failure().cause();
            case GoroutineFailedException goroutine -> goroutine.failure().cause();
            default -> failure;
        };
    }
}
