package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.done;
import static dev.selvage.dsl.Go.select;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import java.io.PrintStream;

/** The background worker as Go has it: a select over its jobs and the end of its context. */
public final class SelectWorker {
    private SelectWorker() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    /** Works until there are no more jobs, or until it is cancelled; says which. */
    static String work(Receiver<String> jobs, PrintStream out) throws InterruptedException {
        while (true) {
            String end = select(
                    jobs.onReceive(job -> {
                        out.println("worker: " + job);
                        return "";
                    }),
                    jobs.onClosed(() -> "no more jobs"),
                    done(() -> "cancelled"));
            if (!end.isEmpty()) {
                return end;
            }
        }
    }

    static void show(PrintStream out) throws InterruptedException {
        out.println("closed: " + ended(out, true));
        out.println("told to stop: " + ended(out, false));
    }

    private static String ended(PrintStream out, boolean close) throws InterruptedException {
        Channel<String> jobs = Channel.rendezvous();
        return Scope.call(scope -> {
            Goroutine<String> worker = scope.go("worker", () -> work(jobs, out));
            jobs.send("job 1");
            jobs.send("job 2");
            if (close) {
                jobs.close();
            } else {
                worker.cancel();
            }
            return worker.await();
        });
    }
}
