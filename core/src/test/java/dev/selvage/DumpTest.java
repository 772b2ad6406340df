package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.dsl.Go;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class DumpTest {
    private static final ScopeOptions CHECKOUT = Scope.options().named("checkout");

    /** Lines of the dump from the header of a goroutine to the next empty line. */
    private static List<String> block(String dump, Goroutine<?> goroutine) {
        List<String> lines = new ArrayList<>();
        for (String line : dump.lines().toList()) {
            boolean header = line.startsWith("goroutine " + goroutine.id() + " ");
            if (header || (!lines.isEmpty() && !line.isEmpty())) {
                lines.add(line);
            } else if (!lines.isEmpty()) {
                break;
            }
        }
        assertThat(lines).as("block of %s in %s", goroutine, dump).isNotEmpty();
        return lines;
    }

    private static void untilDumpShows(String text) {
        Awaitility.await().untilAsserted(() -> assertThat(Goroutines.dump()).contains(text));
    }

    @Test
    void should_have_the_shape_that_go_users_know() throws Exception {
        CHECKOUT.run(scope -> {
            Goroutine<?> parent = scope.go("parent", () -> {
                Goroutine<?> payment = scope.go("payment", () -> Go.sleep(Duration.ofHours(1)));
                Work.untilBlocked(payment);
                untilDumpShows("[sleep");
                List<String> block = block(Goroutines.dump(), payment);
                payment.cancel();

                assertThat(block.getFirst())
                        .matches("goroutine " + payment.id() + " \"payment\" \\[sleep, \\d+ ms\\] in checkout:");
                assertThat(block).anyMatch(line -> line.startsWith("\tat dev.selvage.dsl.Go.sleep"));
                assertThat(block).anyMatch(line -> line.startsWith("\tat dev.selvage.DumpTest."));
                assertThat(block.getLast()).matches("created by dev\\.selvage\\.DumpTest\\..* in goroutine \\d+");
                return block.getLast();
            });
            assertThat((String) parent.await()).endsWith("in goroutine " + parent.id());
        });
    }

    @Test
    void should_say_what_goroutines_wait_for() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CHECKOUT.run(scope -> {
            lock.lock();
            try {
                scope.go("latch", () -> Work.hang());
                scope.go("sleeping", () -> Thread.sleep(Duration.ofHours(1)));
                scope.go("locking", lock::lockInterruptibly);
                Goroutine<?> target = scope.go("target", () -> Work.hang());
                scope.go("awaiting", () -> target.await());
                scope.go("parking", () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                });
                untilDumpShows("\"latch\" [CountDownLatch");
                untilDumpShows("\"sleeping\" [sleep");
                untilDumpShows("\"locking\" [lock");
                untilDumpShows("\"awaiting\" [await \"target\"");
                untilDumpShows("\"parking\" [waiting");
            } finally {
                lock.unlock();
            }
            scope.cancel("seen");
        });
    }

    @Test
    void should_group_those_that_are_alike_with_a_count() throws Exception {
        CHECKOUT.run(scope -> {
            List<Goroutine<?>> workers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                workers.add(scope.go("worker", () -> Work.hang()));
            }
            workers.forEach(Work::untilBlocked);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    block(Goroutines.dump(), workers.getFirst()).getFirst())
                            .contains("20 alike"));
            assertThat(Goroutines.dump()).contains("20 goroutines in 1 scope");
            scope.cancel("seen");
        });
    }

    @Test
    void should_show_scopes_inside_of_scopes_and_where_bodies_are() throws Exception {
        CHECKOUT.run(scope -> {
            Goroutine<?> outer = scope.go(
                    "outer",
                    () -> Scope.options().named("inner").run(inner -> {
                        inner.go("deep", () -> Work.hang());
                        inner.join();
                    }));
            Work.untilBlocked(outer);
            untilDumpShows("\"deep\" [CountDownLatch");
            untilDumpShows("\"outer\" [join");
            assertThat(Goroutines.dump())
                    .contains("2 goroutines in 2 scopes")
                    .contains("scope checkout of thread")
                    .contains("scope checkout/outer#" + outer.id() + "/inner of goroutine " + outer.id())
                    .contains("] in checkout, body:");
            scope.cancel("seen");
        });
    }

    @Test
    void should_mark_daemons_and_what_is_cancelled_but_runs_on() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        CHECKOUT.run(scope -> {
            Goroutine<?> daemon = scope.goDaemon("ticker", () -> Work.hang());
            Goroutine<?> stubborn = scope.go("stubborn", () -> Work.ignoringInterrupts(finish));
            Work.untilBlocked(daemon);
            Work.untilBlocked(stubborn);
            assertThat(block(Goroutines.dump(), daemon).getFirst()).endsWith("in checkout, daemon:");
            stubborn.cancel();
            assertThat(block(Goroutines.dump(), stubborn).getFirst()).endsWith("in checkout, cancelled:");
            finish.countDown();
        });
    }

    @Test
    void should_say_so_when_there_is_nothing() {
        assertThat(Goroutines.dump()).startsWith("0 goroutines in 0 scopes");
    }

    @Test
    void should_show_deadline_and_reason_of_a_scope() throws Exception {
        CHECKOUT.withTimeout(Duration.ofMinutes(10)).run(scope -> {
            assertThat(Goroutines.dump()).contains("deadline in 9 minutes");
            scope.cancel("enough");
            assertThat(Goroutines.dump()).contains("cancelled: cancelled: enough");
        });
    }

    @Test
    void should_show_spans_for_people() {
        assertThat(DumpText.span(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(DumpText.span(Duration.ofSeconds(90))).isEqualTo("90 s");
        assertThat(DumpText.span(Duration.ofMinutes(5).plusSeconds(59))).isEqualTo("5 minutes");
    }
}
