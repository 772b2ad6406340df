package dev.selvage.examples.crawler;

import dev.selvage.channel.Receiver;
import dev.selvage.channel.Select;
import dev.selvage.channel.Ticker;
import dev.selvage.context.CancelReason;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a crawl has found. Written by the goroutine that receives the visits, and by nobody else: it needs no lock. */
final class Report {
    /** Of a list that may be long, so many are told. */
    private static final int TOLD = 3;

    private int pages;
    private int redirects;
    private final List<Visit> dead = new ArrayList<>();
    private final List<Visit> broken = new ArrayList<>();
    private final List<Visit> slow = new ArrayList<>();
    private final List<Visit> frontier = new ArrayList<>();
    private @Nullable CancelReason stopped;

    private Report() {}

    /** Takes visits until there are no more. */
    static Report of(Receiver<Visit> visits, PrintStream progress) throws InterruptedException {
        Report report = new Report();
        try (Ticker second = Ticker.every(Duration.ofSeconds(1))) {
            Select<Boolean, RuntimeException> next = Select.of(
                    visits.onReceive(visit -> report.add(visit)),
                    visits.onClosed(() -> false),
                    second.channel().onReceive(tick -> report.tell(progress)));
            while (next.run()) {
                // the clauses do the work
            }
        }
        return report;
    }

    Report stoppedBy(@Nullable CancelReason reason) {
        stopped = reason;
        return this;
    }

    private boolean add(Visit visit) {
        switch (visit) {
            case Visit.Left left -> frontier.add(left);
            case Visit.Done(var _, var _, int led, Fetched end)
            when led > 0 && end instanceof Fetched.Page -> redirects++;
            case Visit.Done done -> listOf(done.end()).ifPresentOrElse(list -> list.add(done), () -> pages++);
        }
        return true;
    }

    private Optional<List<Visit>> listOf(Fetched end) {
        return switch (end) {
            case Fetched.Dead _ -> Optional.of(dead);
            case Fetched.Broken _ -> Optional.of(broken);
            case Fetched.TooSlow _ -> Optional.of(slow);
            case Fetched.Page _, Fetched.Moved _ -> Optional.empty();
        };
    }

    int pages() {
        return pages;
    }

    int redirects() {
        return redirects;
    }

    List<Visit> dead() {
        return dead;
    }

    List<Visit> broken() {
        return broken;
    }

    List<Visit> slow() {
        return slow;
    }

    /** What was found, but not visited, because the crawl was stopped. */
    List<Visit> frontier() {
        return frontier;
    }

    Optional<CancelReason> stopped() {
        return Optional.ofNullable(stopped);
    }

    private boolean tell(PrintStream progress) {
        progress.printf(Locale.ROOT, "  … %,d pages%n", pages);
        progress.flush();
        return true;
    }

    void print(PrintStream out) {
        line(out, "pages", pages, "");
        line(out, "redirects that lead to one", redirects, "");
        line(out, "dead links", dead);
        line(out, "broken", broken);
        line(out, "no answer in time", slow);
        line(out, "left in the frontier", frontier);
        if (!frontier.isEmpty()) {
            out.println("Stopped " + whyStopped() + ".");
        }
    }

    private String whyStopped() {
        return stopped()
                .map(reason ->
                        reason.kind() == CancelReason.Kind.DEADLINE ? "when the time was over" : "when it was asked to")
                .orElse("after as many visits as were planned");
    }

    private static void line(PrintStream out, String what, List<Visit> visits) {
        line(out, what, visits.size(), "");
        visits.stream().limit(TOLD).forEach(visit -> out.println("    " + told(visit)));
        if (visits.size() > TOLD) {
            out.println("    …");
        }
    }

    static void line(PrintStream out, String what, int count, String more) {
        out.printf(Locale.ROOT, "%-28s %,7d%s%n", what, count, more);
    }

    private static String told(Visit visit) {
        return path(visit.address()) + ", on " + path(visit.from()) + why(visit);
    }

    private static String path(URI address) {
        return address.getPath();
    }

    private static String why(Visit visit) {
        return visit instanceof Visit.Done(var _, var _, var _, Fetched.Broken(String why)) ? ": " + why : "";
    }
}
