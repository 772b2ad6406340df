package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.done;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;
import static dev.selvage.dsl.Go.select;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import dev.selvage.channel.Sender;
import java.io.PrintStream;

/** The background worker of every Go book: it selects on its jobs and on its context. */
public final class SelectWorker {
    private SelectWorker() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static String work(Receiver<Integer> jobs, Sender<String> results) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = select(
                    jobs.onReceive(job -> {
                        results.send("job " + job + " is done");
                        return true;
                    }),
                    done(() -> false));
        }
        return "the worker was told to stop, and went home";
    }

    static void show(PrintStream out) throws InterruptedException {
        Channel<Integer> jobs = channel();
        Channel<String> results = channel();
        String end = scope(() -> {
            var worker = go(() -> work(jobs, results));
            for (int job = 1; job <= 3; job++) {
                jobs.send(job);
                out.println(results.receive());
            }
            worker.cancel();
            return worker.await();
        });
        out.println(end);
    }
}
