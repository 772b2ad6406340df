package dev.selvage.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.selvage.Goroutine;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.testkit.FakeTimeSource;
import dev.selvage.testkit.LeakCheck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LeakCheck
class CrawlTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int UNHURRIED = 1_000_000;

    private final PrintStream progress = new PrintStream(new ByteArrayOutputStream());
    private final FakeTimeSource time = FakeTimeSource.create();

    @AfterEach
    void should_leave_no_goroutine() {
        assertThat(Goroutines.count()).isZero();
    }

    private Report crawl(Site site, Plan plan) throws InterruptedException {
        return Crawl.of(site.address(), plan, Context.background(), progress);
    }

    /** In a time that stands still. */
    private Goroutine<Report> crawling(Scope scope, Site site, Plan plan, Context asked) {
        return scope.go(() -> time.context().call(() -> Crawl.of(site.address(), plan, asked, progress)));
    }

    /** What the time wakes goes on by itself, and may then have to wait for it once more. */
    private static ConditionFactory step() {
        return await().atMost(Duration.ofSeconds(50)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private Report ended(Goroutine<Report> crawl, Duration each) throws InterruptedException {
        step().until(() -> {
            time.advance(each);
            return crawl.outcome().isPresent();
        });
        return crawl.await();
    }

    /** The pages behind the redirects that were asked for. */
    private static List<String> movedTo(Layout layout, Site site) {
        return site.requests().keySet().stream()
                .filter(path -> path.startsWith("/moved/"))
                .map(path -> "/page/" + layout.movedTo(Integer.parseInt(path.substring("/moved/".length()))))
                .toList();
    }

    private static List<String> paths(List<Visit> visits) {
        return visits.stream().map(Visit::address).map(URI::getPath).toList();
    }

    @Test
    void should_find_each_of_5000_pages_once_when_the_site_has_its_troubles() throws Exception {
        Layout layout = new Layout(5_000, 42, false);
        try (Site site = Site.started(layout)) {
            Report report = crawl(site, Plan.of(16, UNHURRIED, PATIENCE));

            assertThat(report.pages()).isEqualTo(5_000);
            assertThat(report.redirects()).isEqualTo(layout.count("/moved/")).isPositive();
            assertThat(report.dead()).hasSize(layout.count("/gone/")).isNotEmpty();
            assertThat(report.broken())
                    .hasSize(layout.count("/broken/") + layout.count("/circle/"))
                    .isNotEmpty();
            assertThat(report.slow()).isEmpty();
            assertThat(report.frontier()).isEmpty();
            assertThat(report.stopped()).isEmpty();

            assertThat(site.requests().values()).containsOnly(1);
            assertThat(site.requests())
                    .hasSize(5_000
                            + report.redirects()
                            + report.dead().size()
                            + report.broken().size());
            assertThat(site.mostAtOnce()).isBetween(2, 16);
        }
    }

    @Test
    void should_visit_no_more_at_a_time_than_planned() throws Exception {
        try (Site site = Site.started(new Layout(300, 1, false))) {
            crawl(site, Plan.of(3, UNHURRIED, PATIENCE));

            assertThat(site.mostAtOnce()).isBetween(2, 3);
        }
    }

    @Test
    void should_ask_no_faster_than_planned() throws Exception {
        Plan plan = Plan.of(4, 100, PATIENCE);
        try (Site site = Site.started(new Layout(100, 1, false));
                CancellableContext asked = time.context().withCancel()) {
            Report report = Scope.call(scope -> {
                Goroutine<Report> crawl = crawling(scope, site, plan, asked);
                AtomicInteger allowed = new AtomicInteger(plan.atOnce()); // a bucket full of them
                step().until(() -> {
                    assertThat(site.total()).isLessThanOrEqualTo(allowed.get());
                    allowed.incrementAndGet();
                    time.advance(Duration.ofMillis(10));
                    return site.total() >= 50;
                });
                asked.cancel();
                return ended(crawl, Duration.ofMillis(10));
            });

            assertThat(report.frontier()).isNotEmpty();
        }
    }

    @Test
    void should_end_what_has_begun_and_tell_what_has_not_when_it_is_asked_to_stop() throws Exception {
        Layout layout = new Layout(2_000, 1, true);
        Plan plan = Plan.of(4, 100, Duration.ofMinutes(1));
        try (Site site = Site.started(layout);
                CancellableContext asked = time.context().withCancel()) {
            Report report = Scope.call(scope -> {
                // given
                Goroutine<Report> crawl = crawling(scope, site, plan, asked);
                step().until(() -> {
                    time.advance(Duration.ofMillis(10));
                    return site.requests().containsKey("/hanging/17");
                });

                // when
                asked.cancel();

                // then
                int asking = site.total();
                assertThat(crawl.outcome()).isEmpty(); // one page has not been answered
                Report ended = ended(crawl, Duration.ofMillis(200));
                assertThat(site.total() - asking).isLessThanOrEqualTo(2 * plan.atOnce()); // a redirect asks twice
                return ended;
            });

            assertThat(paths(report.slow())).contains("/hanging/17");
            assertThat(report.stopped()).isPresent();
            Set<String> left = new HashSet<>(paths(report.frontier()));
            assertThat(left).hasSameSizeAs(report.frontier()).isNotEmpty();
            left.removeAll(movedTo(layout, site)); // a redirect that has begun asks for the page behind it
            assertThat(left).doesNotContainAnyElementsOf(site.requests().keySet());
            assertThat(report.pages()).isLessThan(layout.pages());
        }
    }

    @Test
    void should_stop_when_the_time_is_over() throws Exception {
        Plan plan = Plan.of(4, 100, PATIENCE).within(Duration.ofMillis(35));
        try (Site site = Site.started(new Layout(1_000, 1, false))) {
            Report report = Scope.call(scope -> {
                Goroutine<Report> crawl = crawling(scope, site, plan, time.context());
                step().until(() -> site.total() == 4); // the bucket is empty, and the others wait for the time to go on
                return ended(crawl, Duration.ofMillis(35));
            });

            assertThat(report.stopped().orElseThrow().toString()).startsWith("deadline of 35 ms passed");
            assertThat(report.frontier()).isNotEmpty();
        }
    }

    @Test
    void should_begin_no_more_visits_than_planned() throws Exception {
        try (Site site = Site.started(new Layout(1_000, 1, false))) {
            Report report = crawl(site, Plan.of(8, UNHURRIED, PATIENCE).upTo(100));

            int done = report.pages()
                    + report.redirects()
                    + report.dead().size()
                    + report.broken().size();
            assertThat(done).isEqualTo(100);
            assertThat(report.frontier()).isNotEmpty();
        }
    }

    @Test
    void should_give_up_a_page_that_does_not_come_and_go_on() throws Exception {
        try (Site site = Site.started(new Layout(60, 1, true))) {
            Report report = crawl(site, Plan.of(8, UNHURRIED, Duration.ofSeconds(2)));

            assertThat(paths(report.slow())).contains("/hanging/17");
            assertThat(site.requests()).containsKey("/page/59");
        }
    }

    @Test
    void should_end_at_once_with_all_it_started_when_it_is_cancelled() throws Exception {
        try (Site site = Site.started(new Layout(2_000, 1, true));
                CancellableContext caller = Context.background().withCancel()) {
            Scope.run(scope -> {
                scope.go(() -> {
                    await().until(() -> site.requests().containsKey("/hanging/17"));
                    caller.cancel();
                });
                assertThatThrownBy(() -> caller.run(() -> crawl(site, Plan.of(8, UNHURRIED, PATIENCE))))
                        .isInstanceOf(CancelledException.class);
            });
        }
    }
}
