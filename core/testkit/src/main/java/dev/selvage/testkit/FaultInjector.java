package dev.selvage.testkit;

import dev.selvage.context.Context;
import dev.selvage.testkit.internal.fault.Fault;
import dev.selvage.testkit.internal.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Lets things go wrong at chosen points: the n-th operation on channels, selects, scopes, goroutines or contexts fails, is late, or finds its
 * context cancelled. Immutable: each method gives a new injector.
 *
 * {@snippet class=dev.selvage.testkit.FaultInjectorSnippets region=sweep}
 *
 * <p>Points are counted until the body has returned, over all goroutines that it starts, in its own scopes, in shared ones or
 * in a {@code WorkerPool}, and over all threads that it makes, in the order in which they come; what other threads do, other
 * tests' among them, counts nowhere, and that includes work for a JDK pool whose threads were there before. With several
 * goroutines that order is that of the scheduler: within a simulation it belongs to the seed, and the fault is the same in
 * every replay: {@link #run} goes inside of the simulated body, so that each schedule counts from the start. Operations that
 * never fail ({@code close}, {@code cancel}, {@code stop}, {@code forget}, {@code ready}, {@code onCancel}, {@code tryReceive},
 * {@code tryAcquire}, the release of a permit, looks) are counted, but a failure waits for the next one that may. All faults
 * of one point happen there, in the order in which they were given, but that it fails comes last; a second failure is suppressed in
 * the first.
 *
 * <p>Safe from any thread.
 */
public final class FaultInjector {
    private final List<Fault> faults;

    private FaultInjector(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    /** {@return an injector without faults; its {@link #run} counts} */
    public static FaultInjector none() {
        return new FaultInjector(List.of());
    }

    /**
     * Chooses a point among all.
     *
     * @param nth its number; the first is 1
     * @return what may happen there
     * @throws IllegalArgumentException if {@code nth} is not positive
     */
    public Point at(int nth) {
        return new Point(this, nth, "");
    }

    /**
     * Chooses a point among those of one operation.
     *
     * @param nth its number among them; the first is 1
     * @param operation the operation: {@code send}, {@code receive}, {@code select}, {@code go}, {@code await}, {@code
     *     join}, {@code cancel}, ...
     * @return what may happen there
     * @throws IllegalArgumentException if {@code nth} is not positive
     */
    public Point at(int nth, String operation) {
        return new Point(this, nth, Objects.requireNonNull(operation, "operation"));
    }

    /**
     * Runs something with these faults, on the calling thread. Blocks as the body does.
     *
     * @param body what to run
     * @param <X> what it may throw
     * @return how many points were passed, whatever faults there were
     * @throws X if the body does; an injected failure among others
     */
    public <X extends Throwable> int run(Context.Body<X> body) throws X {
        return Faults.run(faults, Objects.requireNonNull(body, "body"));
    }

    private FaultInjector with(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new FaultInjector(more);
    }

    /** A point, to say what happens there. Immutable. */
    public static final class Point {
        private final FaultInjector injector;
        private final int nth;
        private final String operation;

        private Point(FaultInjector injector, int nth, String operation) {
            if (nth <= 0) {
                throw new IllegalArgumentException("Points are counted from 1, but there was asked for " + nth);
            }
            this.injector = injector;
            this.nth = nth;
            this.operation = operation;
        }

        /**
         * The operation throws and has no effect.
         *
         * @param failure makes what it throws
         * @return the injector with this fault
         */
        public FaultInjector fail(Supplier<? extends RuntimeException> failure) {
            return injector.with(new Fault.Fail(nth, operation, Objects.requireNonNull(failure, "failure")));
        }

        /**
         * The operation begins later, by the clock of its context: virtual in virtual time. Ends early when the context is
         * cancelled.
         *
         * @param time how much later
         * @return the injector with this fault
         */
        public FaultInjector delay(Duration time) {
            return injector.with(new Fault.Delay(nth, operation, Objects.requireNonNull(time, "time")));
        }

        /**
         * The context that the operation runs in, of the innermost goroutine, scope or timeout, is cancelled just before.
         *
         * @return the injector with this fault
         */
        public FaultInjector cancel() {
            return injector.with(new Fault.Cancel(nth, operation));
        }
    }
}
