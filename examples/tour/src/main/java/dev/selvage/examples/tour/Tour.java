package dev.selvage.examples.tour;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists the stops of the tour and runs one, several or all of them. */
public final class Tour {
    static final List<Stop> STOPS = List.of(
            new Stop("go", "start something, go on with something else", GoStatement::show),
            new Stop("lifecycle", "created, runnable, blocked, dead", Lifecycle::show),
            new Stop("scheduling", "what a busy loop does to everybody else", Scheduling::show),
            new Stop("forget", "fire and forget, but never lost", FireAndForget::show),
            new Stop("fanout", "fetch many pages at once, in input order", FanOut::show),
            new Stop("worker", "a background worker that a context stops", BackgroundWorker::show),
            new Stop("capture", "the loop variable that javac does not let you share", ClosureCapture::show),
            new Stop("leak", "a goroutine that never ends, and who notices", Leak::show),
            new Stop("race", "shared state: lost updates and three cures", SharedState::show),
            new Stop("main", "a main that waits", MainThatWaits::show),
            new Stop("cost", "what a goroutine costs beside a platform thread", Cost::show),
            new Stop("when", "when a plain call is better", WhenNot::show),
            new Stop("unbounded", "anti-pattern: as many goroutines as requests", Unbounded::show),
            new Stop("observe", "anti-pattern: nobody hears it fail", Observed::show),
            new Stop("constructor", "anti-pattern: a constructor that starts goroutines", ExplicitStart::show),
            new Stop("payment", "a payment service that leaked to death, and the cure", Payments::show),
            new Stop("panic", "panic and recovery, with the counter", Panic::show),
            new Stop("dump", "how many are there, and what do they wait for", CountAndDump::show),
            new Stop("parallel", "concurrent is not parallel", Parallelism::show),
            new Stop("traps", "four statements that sound right", Traps::show),
            new Stop("exercise1", "ten goroutines, ten indexes", Exercise1::show),
            new Stop("exercise2", "leak on purpose, then detect it", Exercise2::show),
            new Stop("exercise3", "a panic that the program survives", Exercise3::show),
            new Stop("exercise4", "measure what a start costs", Exercise4::show),
            new Stop("select", "a worker that selects on its jobs and its context", SelectWorker::show),
            new Stop("counter", "a counter by channel", ChannelCounter::show),
            new Stop("answer", "a result with a timeout, and no leak", ResultsInTime::show),
            new Stop("pool", "a pool of workers on one channel", PoolOfWorkers::show),
            new Stop("pipeline", "a prime sieve, left early", Pipelines::show));

    private Tour() {}

    /** Runs the stops named in the arguments; exits with 2 if there is no such stop, and with 1 if one fails. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 0) {
            list(out);
            return 0;
        }
        List<Stop> route = new ArrayList<>();
        for (String wanted : args) {
            List<Stop> found = find(wanted);
            if (found.isEmpty()) {
                err.println("There is no stop \"" + wanted + "\".");
                list(err);
                return 2;
            }
            route.addAll(found);
        }
        return visit(route, out, err);
    }

    private static List<Stop> find(String wanted) {
        if (wanted.equals("all")) {
            return STOPS;
        }
        return STOPS.stream()
                .filter(stop -> wanted.equals(stop.name()) || wanted.equals(String.valueOf(number(stop))))
                .toList();
    }

    private static int visit(List<Stop> route, PrintStream out, PrintStream err) {
        int failed = 0;
        for (Stop stop : route) {
            out.println("--- " + number(stop) + " " + stop.name() + ": " + stop.title());
            try {
                stop.program().show(out);
            } catch (Exception e) {
                failed++;
                err.println("The stop \"" + stop.name() + "\" failed:");
                e.printStackTrace(err);
            }
            out.println();
        }
        return failed == 0 ? 0 : 1;
    }

    private static void list(PrintStream out) {
        out.println("Usage: tour <stop>...   with a stop's name or number, several of them, or: all");
        for (Stop stop : STOPS) {
            out.printf(Locale.ROOT, "%4d  %-12s %s%n", number(stop), stop.name(), stop.title());
        }
    }

    private static int number(Stop stop) {
        return STOPS.indexOf(stop) + 1;
    }
}
