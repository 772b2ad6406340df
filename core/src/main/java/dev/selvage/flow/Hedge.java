package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.context.internal.Park;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes another attempt beside the first when that takes long, and takes what succeeds first. For work that may be done twice.
 *
 * {@snippet :
 * private static final Hedge HEDGE = Hedge.atPercentile(0.95, Duration.ofMillis(50)).withBudget(0.05);
 *
 * Price price = HEDGE.call(() -> shop.price(item));
 * }
 *
 * <p>The first attempt runs on the calling thread. Each further one starts when the one before has gone on for the delay. The first
 * success is the result: the others are cancelled and waited for. A failure is the result when no other attempt goes on; it leaves
 * as itself, with failures of the others suppressed in it. An {@link Error} of the first attempt, or of another when the first has failed,
 * leaves as itself at once; one of an attempt that has lost is logged. A hedge does not try again after a failure: that is what {@link Retry}
 * is for.
 *
 * <p>The further attempts run on threads of their own. They see the caller's context and its values, but no {@link ScopedValue}
 * and no thread-local of the caller's: the JDK passes scoped values on only to what their own thread starts, and that is
 * busy with the first attempt.
 *
 * <p>Immutable but for what it has learned of the calls so far; safe from any thread. After "The Tail at Scale" by Dean and Barroso,
 * and gRPC's hedging policy.
 */
public final class Hedge {
    private static final ScopeOptions OPTIONS = Scope.options().named("hedge");
    private static final long WHOLE = 1_000_000;

    private final long delay;
    private final int attempts;
    private final long share;
    private final double percentile;
    private final @Nullable Latencies latencies;

    /** What may still be spent on extra attempts, in millionths of one. */
    private final AtomicLong budget = new AtomicLong(WHOLE);

    private Hedge(long delay, int attempts, long share, double percentile) {
        this.delay = delay;
        this.attempts = attempts;
        this.share = share;
        this.percentile = percentile;
        this.latencies = percentile > 0 ? new Latencies(percentile) : null;
    }

    /**
     * A second attempt after a fixed delay.
     *
     * @param delay how long the first may take; zero or negative: both start at once
     * @return a hedge of two attempts, without a budget
     */
    public static Hedge after(Duration delay) {
        return new Hedge(Spans.nanos(Objects.requireNonNull(delay, "delay")), 2, WHOLE, 0);
    }

    /**
     * A second attempt when the first takes longer than most have taken lately.
     *
     * @param percentile the share of attempts that take less, as 0.95; between 0 and 1, exclusive
     * @param initial the delay while there are too few to tell
     * @return a hedge of two attempts, without a budget
     * @throws IllegalArgumentException if {@code percentile} is not between 0 and 1
     */
    public static Hedge atPercentile(double percentile, Duration initial) {
        if (!(percentile > 0 && percentile < 1)) {
            throw new IllegalArgumentException(
                    "A percentile is a share between 0 and 1, as 0.95, but this is " + percentile);
        }
        return new Hedge(Spans.nanos(Objects.requireNonNull(initial, "initial")), 2, WHOLE, percentile);
    }

    /**
     * Runs work with a second attempt after a delay: {@code Hedge.after(delay).call(work)}.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param delay how long the first attempt may take
     * @param work as in {@link #call}
     * @return what the first attempt that succeeds returns
     * @throws X as {@link #call}
     * @throws InterruptedException as {@link #call}
     */
    public static <T extends @Nullable Object, X extends Throwable> T after(Duration delay, Op<? extends T, X> work)
            throws X, InterruptedException {
        return after(delay).<T, X>call(work);
    }

    /**
     * Makes up to so many attempts, each after another delay. It is another hedge, which has learned nothing yet.
     *
     * @param most with the first; at least 1
     * @return a new hedge
     * @throws IllegalArgumentException if {@code most} is not positive
     */
    public Hedge withMaxAttempts(int most) {
        if (most <= 0) {
            throw new IllegalArgumentException("A hedge makes at least 1 attempt, the first, but is to make " + most);
        }
        return new Hedge(delay, most, share, percentile);
    }

    /**
     * Makes extra attempts for no more than a share of the calls, so that a slow other side does not get twice the load: each call
     * earns the share, up to ten attempts, and one may be made at once. It is another hedge, which has learned nothing yet.
     *
     * @param newShare as 0.05; from 0 to 1
     * @return a new hedge
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Hedge withBudget(double newShare) {
        if (!(newShare >= 0 && newShare <= 1)) {
            throw new IllegalArgumentException("A budget is a share from 0 to 1, as 0.05, but this is " + newShare);
        }
        return new Hedge(delay, attempts, (long) (newShare * WHOLE), percentile);
    }

    /**
     * Runs work, and runs it again beside itself if it takes long. Blocks.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param work called once on the calling thread, and perhaps on others at the same time
     * @return what the first attempt that succeeds returns
     * @throws X what the first attempt threw, if none succeeds
     * @throws dev.selvage.context.CancelledException if the current context was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside; all attempts have ended before it leaves
     */
    public <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> work)
            throws X, InterruptedException {
        Objects.requireNonNull(work, "work");
        return OPTIONS.<T, X>call(scope -> this.<T, X>run(scope, inner -> work.call()));
    }

    /** Runs attempts in the body of a scope. */
    <T extends @Nullable Object, X extends Throwable> T run(Scope scope, HedgeRun.Attempt<? extends T, X> attempt)
            throws X, InterruptedException {
        if (share < WHOLE) {
            budget.accumulateAndGet(share, (has, earned) -> Math.min(has + earned, 10 * WHOLE));
        }
        return HedgeRun.<T, X>run(this, scope, attempt, attempts);
    }

    long delayNanos() {
        return Math.min(latencies == null ? delay : latencies.orElse(delay), Park.FOREVER / 2);
    }

    /** Whether there is something left of the budget, which is then spent. */
    boolean mayHedge() {
        return share == WHOLE || budget.getAndUpdate(has -> has >= WHOLE ? has - WHOLE : has) >= WHOLE;
    }

    /** An attempt went on for so long. */
    void took(long nanos) {
        if (latencies != null) {
            latencies.add(nanos);
        }
    }
}
