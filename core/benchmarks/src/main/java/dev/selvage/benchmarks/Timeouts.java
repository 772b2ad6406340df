package dev.selvage.benchmarks;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A timeout that is set and does not come to pass, while others are pending. */
public class Timeouts {
    /** What is pending, and the lengths that the timeouts take in turn. */
    public abstract static class Pending extends VirtualCaller {
        private static final int LENGTHS = 1 << 12;
        private static final Duration LEAST = Duration.ofMinutes(10);
        private static final Duration SPREAD = Duration.ofHours(1);

        /** How many are pending; none of them passes during the measurement. */
        @Param("0")
        public int pending;

        /** {@code mixed}: between ten and seventy minutes; {@code same}: all of ten, each later than all before it. */
        @Param("mixed")
        public String lengths = "";

        private final Duration[] durations = new Duration[LENGTHS];
        private int next;

        /** Draws the lengths, the same ones for all. */
        @Setup
        public void fill() throws InterruptedException {
            SplittableRandom random = new SplittableRandom(42);
            for (int i = 0; i < LENGTHS; i++) {
                long more = lengths.equals("same") ? 0 : random.nextLong(SPREAD.toNanos());
                durations[i] = LEAST.plusNanos(more);
            }
            for (int i = 0; i < pending; i++) {
                add(i);
            }
        }

        abstract void add(int index);

        final Duration length() {
            return durations[next++ & (LENGTHS - 1)];
        }
    }

    /** Contexts of Selvage. */
    public static class SelvagePending extends Pending {
        private CancellableContext[] contexts = {};

        @Override
        void add(int index) {
            if (contexts.length == 0) {
                contexts = new CancellableContext[pending];
            }
            contexts[index] = Context.background().withTimeout(length());
        }
    }

    /** What both peers wait with, at its best: a cancelled entry is removed at once. */
    public abstract static class Scheduling extends Pending {
        /** The timer. */
        protected final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

        /** Sets what keeps it from growing. */
        protected Scheduling() {
            scheduler.setRemoveOnCancelPolicy(true);
        }

        /** Stops the timer. */
        @TearDown
        public void stop() {
            scheduler.shutdownNow();
        }
    }

    /** Entries of the scheduler alone. */
    public static class SchedulerPending extends Scheduling {
        @Override
        void add(int index) {
            schedule();
        }

        private ScheduledFuture<?> schedule() {
            return scheduler.schedule(SchedulerPending::expire, length().toNanos(), TimeUnit.NANOSECONDS);
        }

        private static void expire() {}
    }

    /** Contexts of gRPC. */
    public static class GrpcPending extends Scheduling {
        private io.grpc.Context.CancellableContext[] contexts = {};

        @Override
        void add(int index) {
            if (contexts.length == 0) {
                contexts = new io.grpc.Context.CancellableContext[pending];
            }
            contexts[index] = derive();
        }

        private io.grpc.Context.CancellableContext derive() {
            return io.grpc.Context.ROOT.withDeadlineAfter(length().toNanos(), TimeUnit.NANOSECONDS, scheduler);
        }
    }

    /** A context with a timeout, closed. */
    @Benchmark
    public Context selvage(SelvagePending state) {
        CancellableContext context = Context.background().withTimeout(state.length());
        context.close();
        return context;
    }

    /** A scheduled task, cancelled: no context, no reason, no descendants. */
    @Benchmark
    public boolean scheduler(SchedulerPending state) {
        return state.schedule().cancel(false);
    }

    /** A context of gRPC with a deadline, closed. */
    @Benchmark
    public io.grpc.Context grpc(GrpcPending state) {
        io.grpc.Context.CancellableContext context = state.derive();
        context.close();
        return context;
    }
}
