package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {
    private static final LeakOptions SOON = Leaks.options().settling(Duration.ofMillis(20));

    @Test
    void should_pass_when_all_ends() throws Exception {
        Leaks.check(() -> Scope.run(scope -> {
            scope.go(() -> {});
            Leaks.verifyNone(); // what it runs in is no leak, and the goroutine is just ending
        }));
    }

    @Test
    void should_count_nothing_that_it_runs_in_when_it_looks_from_a_goroutine_far_inside() throws Exception {
        Thread body = Thread.currentThread();
        SOON.check(() -> Scope.run(outer -> outer.go(() -> {
                    Thread between = Thread.currentThread();
                    Scope.run(inner -> inner.go(() -> {
                        Hang.until(() -> isWaiting(body) && isWaiting(between));
                        SOON.verifyNone();
                    }));
                })
                .await()));
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    @Test
    void should_find_what_threads_of_the_body_made_when_they_are_no_goroutines() {
        // given
        AtomicReference<CancellableContext> made = new AtomicReference<>();

        // when
        LeakError error = catchThrowableOfType(
                LeakError.class,
                () -> SOON.check(() -> {
                    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                        pool.submit(() -> made.set(Context.background().withTimeout(Duration.ofHours(1))))
                                .get();
                    }
                }));

        // then
        assertThat(error.leaks()).extracting(Leak::kind).containsExactly("context");
        assertThat(made.get().isCancelled()).as("closed after the report").isTrue();
    }

    @Test
    void should_find_a_virtual_thread_when_a_goroutine_or_what_it_starts_has_made_it() {
        // when
        LeakError error = catchThrowableOfType(
                LeakError.class,
                () -> SOON.withThreads()
                        .check(() -> Scope.options().shared().run(scope -> {
                            scope.go(() -> Thread.ofVirtual()
                                            .name("of a goroutine")
                                            .start(Hang::forAWhile))
                                    .await();
                            scope.go(() -> scope.go(() -> Thread.ofVirtual()
                                                    .name("of one further in")
                                                    .start(Hang::forAWhile))
                                            .await())
                                    .await();
                        })));

        // then
        assertThat(error.leaks()).extracting(Leak::kind).containsOnly("virtual thread");
        assertThat(error.leaks())
                .extracting(Leak::name)
                .containsExactlyInAnyOrder("of a goroutine", "of one further in");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_take_no_thread_of_a_scope_for_one_outside(boolean shared) {
        // when
        LeakError error = catchThrowableOfType(
                LeakError.class,
                () -> SOON.withThreads().check(() -> {
                    Scope scope = (shared ? Scope.options().shared() : Scope.options()).open();
                    scope.go(() -> {
                        scope.go("child", () -> Channel.rendezvous().receive());
                        Channel.rendezvous().receive();
                    });
                }));

        // then
        assertThat(error.leaks()).extracting(Leak::kind).containsExactly("scope", "goroutine", "goroutine");
    }

    @Test
    void should_name_where_the_service_was_started_when_its_scope_leaks() throws Exception {
        // given
        AtomicReference<Service> poller = new AtomicReference<>();
        Context.Body<Exception> leaving =
                () -> poller.set(Service.start(ServiceOptions.named("poller"), (scope, life) -> life.awaitStop()));

        // when
        LeakError error = catchThrowableOfType(LeakError.class, () -> SOON.check(leaving));

        // then
        assertThat(error.leaks()).extracting(Leak::kind).contains("service", "scope");
        assertThat(error.leaks())
                .allMatch(leak -> leak.createdAt().orElseThrow().getClassName().equals(LeaksTest.class.getName()));
        SOON.ignoring(LeaksTest.class.getName()).check(leaving);
        poller.get().stop(Duration.ofMillis(1)); // it is not the check's to end
    }

    @Test
    void should_blame_nobody_for_what_was_there_before_or_is_made_elsewhere() throws Exception {
        // given
        AtomicReference<CancellableContext> kept = new AtomicReference<>();
        try (CancellableContext before = Context.background().withTimeout(Duration.ofHours(1));
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            pool.submit(() -> {}).get();

            // when
            SOON.check(() -> {
                CancellableContext elsewhere = pool.submit(
                                () -> Context.background().withTimeout(Duration.ofHours(1)))
                        .get();
                assertThat(elsewhere.isCancelled()).isFalse();
                kept.set(elsewhere);
            });

            // then
            assertThat(before.isCancelled()).isFalse();
            assertThat(kept.get().isCancelled()).isFalse();
            kept.get().close();
        }
    }

    @Test
    void should_keep_the_bodys_failure_first_when_it_leaks_as_well() {
        assertThatThrownBy(() -> SOON.check(() -> {
                    assertThat(LeakCases.leak("failing").name()).isEqualTo("failing");
                    throw new IllegalStateException("its own");
                }))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasOnlyElementsOfType(LeakError.class));
    }

    @Test
    void should_take_a_leaked_scope_off_the_thread_when_it_was_reported() {
        // when
        assertThatThrownBy(() -> SOON.check(() -> LeakCases.leak("outer").go(() -> Hang.untilCancelled())))
                .isInstanceOf(LeakError.class);

        // then
        assertThat(Context.current()).isSameAs(Context.background());
    }

    @Test
    void should_keep_an_interrupt_when_it_waits_for_things_to_settle() {
        assertThatThrownBy(() -> SOON.check(() -> {
                    assertThat(LeakCases.leak("interrupted").name()).isEqualTo("interrupted");
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(LeakError.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void should_look_at_the_whole_jvm_when_asked_outside_of_any_check() throws Exception {
        // given
        Channel<String> jobs = Channel.rendezvous();
        CountDownLatch open = new CountDownLatch(1);
        Thread other = Thread.ofVirtual()
                .start(() -> Hang.inAScope("somebodys", scope -> {
                    scope.go("receiver", () -> jobs.receive());
                    open.countDown();
                }));
        open.await();

        // then
        assertThat(alive(SOON)).contains("receiver", "somebodys");
        assertThat(alive(SOON.ignoring("receiver"))).doesNotContain("receiver").contains("somebodys");
        jobs.send("go home");
        other.join();
        assertThat(alive(SOON)).doesNotContain("receiver", "somebodys");
    }

    /** Tests that leak on purpose may have left something in this JVM. */
    private static List<String> alive(LeakOptions options) {
        LeakError error = catchThrowableOfType(LeakError.class, options::verifyNone);
        return error == null
                ? List.of()
                : error.leaks().stream().map(Leak::name).toList();
    }

    @Test
    void should_refuse_nonsense() {
        assertThatThrownBy(() -> Leaks.check(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Leaks.options().settling(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Leaks.options().settling(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        assertThat(Leaks.options().ignoring("a").ignoring("b").ignored()).isEqualTo(List.of("a", "b"));
    }
}
