package dev.selvage.flow;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much through in a span of time: a bucket of tokens that fills steadily, from which each call takes one or several.
 *
 * {@snippet :
 * RateLimiter polite = RateLimiter.of(10, Duration.ofSeconds(1)).withBurst(1); // one every 100 ms
 *
 * polite.acquire();
 * fetch(page);
 * }
 *
 * <p>First come, first served: who wants many tokens is not overtaken by those who want few, and who gives up loses none. The time
 * is that of the caller's context; where it comes from another source than the call before, as in a test with a time of its own,
 * the limiter starts anew with a full bucket.
 *
 * <p>Safe from any thread. After Go's {@code rate.Limiter}.
 */
public final class RateLimiter {
    /*
     * Algorithm. What is in the bucket is counted in nanoseconds of filling, so there is no rounding: a token is `perToken` of them.
     * Who is first in the line sleeps until its tokens are there; the others wait to become first. Who leaves the line, served or
     * not, wakes the one that is first then.
     */
    private final long perToken;
    private final int burst;

    /** Where the time came from last. Guarded by this, as all below. */
    private @Nullable TimeSource time;

    /** When the bucket was looked at last. */
    private long looked;

    /** What was in it then. */
    private long filled;

    private final SequencedSet<Wait> line = new LinkedHashSet<>();

    private RateLimiter(long perToken, int burst) {
        this.perToken = perToken;
        this.burst = burst;
    }

    /**
     * So many in a span of time, as a steady rate; as many at once when nothing has come for that long.
     *
     * @param permits at least 1
     * @param span positive; at least a nanosecond for each permit
     * @return a new limiter, whose bucket is full
     * @throws IllegalArgumentException if {@code permits} or {@code span} is too small, or {@code span} too long
     */
    public static RateLimiter of(int permits, Duration span) {
        long nanos = Spans.nanos(Objects.requireNonNull(span, "span"));
        if (permits <= 0 || nanos / permits <= 0 || nanos == Park.FOREVER) {
            throw new IllegalArgumentException(
                    "A rate needs at least 1 permit, and a span of at least a nanosecond for each, but is " + permits
                            + " in " + span);
        }
        return new RateLimiter(nanos / permits, permits);
    }

    /**
     * The same rate with another size of the bucket. It is another limiter: set it before it is shared.
     *
     * @param tokens how many may be taken at once when it is full; at least 1
     * @return a new limiter, whose bucket is full
     * @throws IllegalArgumentException if {@code tokens} is not positive, or the bucket would take for ever to fill
     */
    public RateLimiter withBurst(int tokens) {
        if (tokens <= 0 || tokens > Long.MAX_VALUE / 4 / perToken) {
            throw new IllegalArgumentException(
                    "The burst of a rate must be at least 1, and fill within 73 years, but is " + tokens);
        }
        return new RateLimiter(perToken, tokens);
    }

    /**
     * Takes a token. Blocks until there is one.
     *
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, before; no token is taken
     */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Takes several tokens. Blocks until they are there.
     *
     * @param tokens from 1 to the burst
     * @throws InterruptedException as {@link #acquire()}
     * @throws IllegalArgumentException if {@code tokens} is not positive, or more than the bucket holds
     */
    public void acquire(int tokens) throws InterruptedException {
        check(tokens);
        SchedulePoint.reach("acquire", this);
        Park.check();
        TimeSource here = Ambient.currentContext().time();
        Wait wait = new Wait(tokens);
        long missing = enter(wait, here);
        try {
            while (missing > 0) {
                Park.until(missing == Park.FOREVER ? wait::isFirst : () -> false, wait, missing);
                missing = take(wait, here);
            }
        } finally {
            leave(wait);
        }
    }

    /** {@return whether a token was there, which is then taken} Never blocks; also false if others wait. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Takes several tokens if they are there. Never blocks.
     *
     * @param tokens from 1 to the burst
     * @return whether they were there, and nobody waited
     * @throws IllegalArgumentException if {@code tokens} is not positive, or more than the bucket holds
     */
    public boolean tryAcquire(int tokens) {
        check(tokens);
        SchedulePoint.reach("tryAcquire", this);
        TimeSource here = Ambient.currentContext().time();
        synchronized (this) {
            return line.isEmpty() && taken(tokens, here) == 0;
        }
    }

    private void check(int tokens) {
        if (tokens <= 0 || tokens > burst) {
            throw new IllegalArgumentException("From 1 to " + burst + " tokens can be taken at once, but not " + tokens
                    + (tokens > 0 ? ": the bucket never holds so many. Set it with withBurst" : ""));
        }
    }

    /** Takes the tokens, or joins the line and says how long to wait. */
    private synchronized long enter(Wait wait, TimeSource here) {
        line.add(wait);
        return take(wait, here);
    }

    /** Zero if the tokens were taken, else how long to wait before the next look. */
    private synchronized long take(Wait wait, TimeSource here) {
        if (line.getFirst() != wait) {
            return Park.FOREVER;
        }
        wait.first = true;
        return taken(wait.tokens, here);
    }

    /** Zero if the tokens were taken, else how long they need to come. Under the lock. */
    private long taken(int tokens, TimeSource here) {
        fill(here);
        long wanted = tokens * perToken;
        if (filled < wanted) {
            return wanted - filled;
        }
        filled -= wanted;
        return 0;
    }

    private void fill(TimeSource here) {
        long now = here.nanoTime();
        long full = burst * perToken;
        if (time == here) {
            filled = Math.min(full, filled + Math.min(full, now - looked));
        } else {
            time = here;
            filled = full;
        }
        looked = now;
    }

    private void leave(Wait wait) {
        Wait next;
        synchronized (this) {
            line.remove(wait);
            next = line.isEmpty() ? null : line.getFirst();
            if (next != null) {
                next.first = true;
            }
        }
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    /** One thread in the line. */
    private static final class Wait {
        private final Thread thread = Thread.currentThread();
        private final int tokens;

        /** Nobody is before it. Written under the lock of the limiter. */
        private volatile boolean first;

        Wait(int tokens) {
            this.tokens = tokens;
        }

        boolean isFirst() {
            return first;
        }

        /** Shown in dumps. */
        @Override
        public String toString() {
            return "rate limiter";
        }
    }
}
