package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailure;
import dev.selvage.GoroutineStats;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.ScopeListener;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that nobody awaits, and still everybody who should know hears how it went. */
public final class Observed {
    private Observed() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    /** What a metrics library would be told. */
    private static final class Metrics implements ScopeListener {
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void goroutineStarted(Scope scope, Goroutine<?> goroutine) {
            started.incrementAndGet();
        }

        @Override
        public void goroutineEnded(Scope scope, Goroutine<?> goroutine) {
            ended.incrementAndGet();
        }

        @Override
        public void goroutineFailed(Scope scope, GoroutineFailure failure) {
            failed.incrementAndGet();
        }
    }

    static void show(PrintStream out) throws InterruptedException {
        Metrics metrics = new Metrics();
        GoroutineStats before = Goroutines.stats();
        Scope.options()
                .named("night")
                .withListener(metrics)
                .isolated(failure -> out.println("told: " + failure))
                .run(scope -> {
                    for (int number = 1; number <= 5; number++) {
                        int invoice = number;
                        scope.go("invoice", () -> send(invoice));
                    }
                });
        GoroutineStats after = Goroutines.stats();
        out.println("listener: started " + metrics.started + ", ended " + metrics.ended + ", failed " + metrics.failed);
        out.println("stats():  started " + (after.started() - before.started()) + ", ended "
                + (after.ended() - before.ended()) + ", failed " + (after.failed() - before.failed()) + ", panicked "
                + (after.panicked() - before.panicked()));
    }

    private static void send(int invoice) {
        if (invoice == 3) {
            throw new IllegalStateException("invoice 3 has no address");
        }
    }
}
