package dev.selvage.examples.crawler;

import dev.selvage.Goroutines;
import dev.selvage.supervise.Lifecycle;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceFailedException;
import dev.selvage.supervise.ServiceOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Crawls a generated site: {@code crawler [pages [at-once [requests-per-second [seconds [visits]]]]]}. */
public final class Main {
    private static final int[] DEFAULTS = {5_000, 8, 1_000, 60, Integer.MAX_VALUE};
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Main() {}

    /**
     * Exits with 0 when the crawl has ended or was stopped, with 1 if it failed, with 2 on wrong arguments. Ctrl-C stops it: what has
     * begun ends, and the report tells what is left.
     */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        int[] numbers = DEFAULTS.clone();
        try {
            for (int i = 0; i < args.length; i++) {
                numbers[i] = positive(args[i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            err.println(
                    "usage: crawler [pages [at-once [requests-per-second [seconds [visits]]]]], numbers above 0 all: "
                            + e.getMessage());
            return 2;
        }
        Plan plan = Plan.of(numbers[1], numbers[2], PATIENCE)
                .within(Duration.ofSeconds(numbers[3]))
                .upTo(numbers[4]);
        try {
            crawl(new Layout(numbers[0], 42, true), plan, out);
            return 0;
        } catch (ServiceFailedException failed) {
            err.println("The crawl failed: " + failed.getMessage());
            return 1;
        }
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number <= 0) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** In a service, which the end of the JVM asks to stop, and waits for. */
    static void crawl(Layout layout, Plan plan, PrintStream out) throws InterruptedException {
        ServiceOptions options = ServiceOptions.named("crawler").drainedAtShutdown(GRACE);
        try (Service crawler = Service.start(options, (scope, life) -> crawl(layout, plan, life, out))) {
            crawler.await();
        }
    }

    private static void crawl(Layout layout, Plan plan, Lifecycle life, PrintStream out)
            throws IOException, InterruptedException {
        life.ready();
        out.printf(
                Locale.ROOT,
                "A site of %,d pages over HTTP: at most %,d requests at a time, and %,d a second.%n",
                layout.pages(),
                plan.atOnce(),
                plan.rate());
        try (Site site = Site.started(layout)) {
            long start = System.nanoTime();
            Report report = Crawl.of(site.address(), plan, life.stopping(), out);
            double seconds = (System.nanoTime() - start) / 1e9;
            out.println();
            report.print(out);
            out.println();
            out.printf(
                    Locale.ROOT,
                    "The site counted %,d requests in %.1f s, at most %d at a time, at most %d for the same address.%n",
                    site.total(),
                    seconds,
                    site.mostAtOnce(),
                    site.requests().values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0));
        }
        out.printf("Goroutines.count() is %d.%n", Goroutines.count());
        out.flush();
    }
}
