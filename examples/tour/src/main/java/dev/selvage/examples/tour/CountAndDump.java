package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.Goroutine.State;
import dev.selvage.GoroutineSnapshot;
import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Which goroutines live, what they wait for, and how long already. */
public final class CountAndDump {
    private CountAndDump() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
        CountDownLatch reply = new CountDownLatch(1);
        Scope.options().named("checkout").run(scope -> {
            List<Goroutine<?>> all = new ArrayList<>();
            Goroutine<?> payment = scope.go("payment", () -> reply.await());
            all.add(payment);
            all.add(scope.go("receipt", () -> payment.await()));
            for (int worker = 0; worker < 3; worker++) {
                all.add(scope.go("worker", () -> jobs.take()));
            }
            Until.holds(() -> all.stream().allMatch(each -> each.state() == State.BLOCKED));

            out.println("count: " + (Goroutines.count() - before));
            out.println();
            out.println(Goroutines.dump());
            out.println("the same as records:");
            print(Goroutines.snapshot(), out);
            scope.cancel("seen enough");
        });
        out.println();
        out.println("count: " + (Goroutines.count() - before));
        out.println("from outside, with every virtual thread of the JVM:");
        out.println("  jcmd " + ProcessHandle.current().pid() + " Thread.dump_to_file -format=json threads.json");
    }

    private static void print(GoroutineSnapshot snapshot, PrintStream out) {
        for (ScopeInfo scope : snapshot.roots()) {
            out.println("  scope " + scope.path());
            for (GoroutineInfo goroutine : scope.goroutines()) {
                out.println("    " + goroutine.name() + " " + goroutine.state() + ", " + goroutine.waitingFor());
            }
        }
    }
}
