package dev.selvage.flow;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Slots;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most so much work at a time through to something that can bear no more: a bounded number of permits, of which a call
 * takes one or several.
 *
 * {@snippet :
 * private static final Bulkhead DATABASE = Bulkhead.of(20).named("database");
 *
 * List<Order> orders(long user) throws InterruptedException, SQLException {
 *     return DATABASE.call(() -> query(user));
 * }
 * }
 *
 * <p>First come, first served: who wants many permits is not overtaken by those who want few. A permit is held until the work
 * has ended, also work that has timed out and does not end: what it does to the other side it still does.
 *
 * <p>Safe from any thread. After Go's {@code semaphore.Weighted} and Resilience4j's {@code Bulkhead}.
 */
public final class Bulkhead {
    /** A permit, or several, to be given back by {@link #close()}. */
    public static final class Permit implements AutoCloseable {
        private final Bulkhead bulkhead;
        private final int permits;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Permit(Bulkhead bulkhead, int permits) {
            this.bulkhead = bulkhead;
            this.permits = permits;
        }

        /** Gives it back; again: no effect. Does not block; from any thread. */
        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                bulkhead.release(permits);
            }
        }
    }

    private final String name;
    private final int permits;
    private final Slots slots;

    private Bulkhead(String name, int permits) {
        this.name = name;
        this.permits = permits;
        this.slots = new Slots(permits);
    }

    /**
     * A bulkhead, all of whose permits are free.
     *
     * @param permits how many, at least 1
     * @return a new bulkhead
     * @throws IllegalArgumentException if {@code permits} is not positive
     */
    public static Bulkhead of(int permits) {
        if (permits <= 0) {
            throw new IllegalArgumentException("A bulkhead needs at least 1 permit, but has " + permits);
        }
        return new Bulkhead("bulkhead", permits);
    }

    /**
     * A bulkhead with as many permits and a name, which dumps show for those who wait. It is another one: name it before it is
     * shared.
     *
     * @param newName any text
     * @return a new bulkhead, all of whose permits are free
     */
    public Bulkhead named(String newName) {
        return new Bulkhead(Objects.requireNonNull(newName, "name"), permits);
    }

    /**
     * Runs work on the calling thread with one permit. Blocks until it has one.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param work the work
     * @return what the work returns
     * @throws X what the work throws
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, before it had the permit; the work has
     *     not run
     */
    public <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> work)
            throws X, InterruptedException {
        return this.<T, X>call(1, work);
    }

    /**
     * Runs work on the calling thread with several permits, as {@link #call(Op)}.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param weight how many, from 1 to {@link #permits()}
     * @param work the work
     * @return what the work returns
     * @throws X what the work throws
     * @throws InterruptedException as {@link #call(Op)}
     * @throws IllegalArgumentException if {@code weight} is not positive, or more than there are
     */
    public <T extends @Nullable Object, X extends Throwable> T call(int weight, Op<? extends T, X> work)
            throws X, InterruptedException {
        Objects.requireNonNull(work, "work");
        take(weight);
        try {
            return work.call();
        } finally {
            release(weight);
        }
    }

    /**
     * Takes permits that do not end with a call. Blocks until it has them; use it with try-with-resources.
     *
     * @param weight how many, from 1 to {@link #permits()}
     * @return to be closed by whoever ends the work
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, before it had them
     * @throws IllegalArgumentException if {@code weight} is not positive, or more than there are
     */
    public Permit acquire(int weight) throws InterruptedException {
        take(weight);
        return new Permit(this, weight);
    }

    /**
     * Runs {@link #acquire} if that need not wait. Never blocks.
     *
     * @param weight how many, from 1 to {@link #permits()}
     * @return the permit; empty if too few are free, or others wait
     * @throws IllegalArgumentException if {@code weight} is not positive, or more than there are
     */
    public Optional<Permit> tryAcquire(int weight) {
        check(weight);
        SchedulePoint.reach("tryAcquire", this);
        return slots.tryTake(weight) ? Optional.of(new Permit(this, weight)) : Optional.empty();
    }

    /** {@return how many permits there are} */
    public int permits() {
        return permits;
    }

    /** {@return how many permits are free; a snapshot} */
    public int available() {
        return slots.free();
    }

    /** {@return how many calls wait; a snapshot} */
    public int waiting() {
        return slots.waiting();
    }

    void take(int weight) throws InterruptedException {
        check(weight);
        SchedulePoint.reach("acquire", this);
        Park.check();
        if (slots.tryTake(weight)) {
            return;
        }
        Wait wait = new Wait(this, weight);
        if (slots.takeOrWait(wait)) {
            return;
        }
        try {
            Park.until(wait::isGranted, wait, Park.FOREVER);
        } catch (Throwable gaveUp) {
            if (!slots.leave(wait)) {
                slots.release(weight); // granted in the same moment
            }
            throw gaveUp;
        }
    }

    boolean tryTake() {
        return slots.tryTake(1);
    }

    void release(int weight) {
        SchedulePoint.reach("release", this);
        slots.release(weight);
    }

    void check(int weight) {
        if (weight <= 0 || weight > permits) {
            throw new IllegalArgumentException("From 1 to " + permits + " permits can be taken of " + name
                    + ", but not " + weight + (weight > 0 ? ": it would wait for ever" : ""));
        }
    }

    /** {@return name, permits, how many are free and how many wait; for people} */
    @Override
    public String toString() {
        return name + " (" + available() + " of " + permits + " free, " + waiting() + " waiting)";
    }

    /** One thread in the line. */
    private static final class Wait implements Slots.Waiter {
        private final Thread thread = Thread.currentThread();
        private final Bulkhead bulkhead;
        private final int weight;

        /** Written by whoever frees the places. */
        private volatile boolean granted;

        Wait(Bulkhead bulkhead, int weight) {
            this.bulkhead = bulkhead;
            this.weight = weight;
        }

        boolean isGranted() {
            return granted;
        }

        @Override
        public void granted() {
            granted = true;
            LockSupport.unpark(thread);
        }

        @Override
        public int places() {
            return weight;
        }

        /** Shown in dumps. */
        @Override
        public String toString() {
            return "permit of " + bulkhead.name;
        }
    }
}
