package dev.selvage.examples.crawler;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Sender;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.flow.RateLimiter;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One crawl. Each page has a goroutine, and each starts one for every link that nobody has seen yet: as its sibling, in a shared
 * scope, so that a page does not wait for all that lies behind it. The end of that scope is the end of the crawl; there is no
 * count of open work to get wrong. The scope's limit is how many are visited at a time, and those that wait for their turn in it are
 * the frontier: they have no thread yet.
 */
final class Crawl {
    private static final int MOST_REDIRECTS = 5;

    private final Scope pages;
    private final Context stopping;
    private final Fetcher fetcher;
    private final RateLimiter pace;
    private final Sender<Visit> visits;
    private final Set<URI> seen = ConcurrentHashMap.newKeySet();

    /** How many visits may still begin. */
    private final AtomicInteger left;

    private Crawl(Scope pages, Context stopping, Fetcher fetcher, RateLimiter pace, Sender<Visit> visits, int most) {
        this.pages = pages;
        this.stopping = stopping;
        this.fetcher = fetcher;
        this.pace = pace;
        this.visits = visits;
        this.left = new AtomicInteger(most);
    }

    /**
     * Crawls all that can be reached on the site of an address.
     *
     * @param start where to begin
     * @param plan how
     * @param asked cancelled when no further visit is to begin; those that have begun still end
     * @param progress gets a line each second
     * @return what was found
     */
    static Report of(URI start, Plan plan, Context asked, PrintStream progress) throws InterruptedException {
        Channel<Visit> visits = Channel.<Visit>options().named("visits").buffered(64);
        RateLimiter pace =
                RateLimiter.of(plan.rate(), Duration.ofSeconds(1)).withBurst(Math.min(plan.rate(), plan.atOnce()));
        try (HttpClient http = HttpClient.newHttpClient();
                CancellableContext stopping = asked.withTimeout(plan.time())) {
            Fetcher fetcher = new Fetcher(http, plan.patience());
            return Scope.options().named("crawl").call(scope -> {
                Goroutine<Report> report = scope.go("report", () -> Report.of(visits, progress));
                Scope.options().named("pages").shared().withLimit(plan.atOnce()).run(pages -> {
                    new Crawl(pages, stopping, fetcher, pace, visits, plan.most()).found(start, start);
                });
                visits.close();
                return report.await().stoppedBy(stopping.reason().orElse(null));
            });
        }
    }

    private void found(URI address, URI from) {
        boolean here = Objects.equals(address.getAuthority(), from.getAuthority());
        if (here && seen.add(address)) {
            pages.go(address.getPath(), () -> visits.send(visit(address, from)));
        }
    }

    private Visit visit(URI address, URI from) throws InterruptedException {
        if (left.getAndDecrement() <= 0 || !admitted()) {
            return new Visit.Left(address, from);
        }
        int redirects = 0;
        Fetched end = fetcher.get(address);
        while (end instanceof Fetched.Moved(URI to)) {
            found(to, address); // it is a page of its own as well
            if (++redirects > MOST_REDIRECTS) {
                end = new Fetched.Broken("redirects in a circle");
            } else {
                pace.acquire();
                end = fetcher.get(to);
            }
        }
        if (end instanceof Fetched.Page page && redirects == 0) {
            page.links().forEach(link -> found(link, address));
        }
        return new Visit.Done(address, from, redirects, end);
    }

    /** Waits for its turn; false if the crawl is stopped before that. */
    private boolean admitted() throws InterruptedException {
        try {
            stopping.run(pace::acquire);
            return true;
        } catch (InterruptedException e) {
            if (stopping.isCancelled() && !Context.current().isCancelled()) {
                return false;
            }
            throw e;
        }
    }
}
