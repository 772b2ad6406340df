package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshot, count and statistics. */
@ExtendWith(NothingLeft.class)
class SnapshotTest {
    private static ScopeInfo root(String name) {
        return Goroutines.snapshot().roots().stream()
                .filter(root -> root.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_show_one_scope_alone_when_asked_for_it() throws InterruptedException {
        Scope outer = Scope.options().named("outer").open();
        Scope.options().named("mine").run(scope -> {
            Goroutine<?> worker = scope.goDaemon("worker", () -> Work.hang());
            assertThat(Goroutines.snapshot(scope).path()).isEqualTo("outer/mine");
            assertThat(Goroutines.snapshot(scope).goroutines())
                    .extracting(GoroutineInfo::id)
                    .containsExactly(worker.id());
            assertThat(Goroutines.snapshot(outer).inner())
                    .extracting(ScopeInfo::name)
                    .containsExactly("mine");
        });
        outer.close();
        assertThat(Goroutines.snapshot(outer).goroutines()).isEmpty();
        assertThat(Goroutines.snapshot(outer).cancelled()).isPresent();
    }

    @Test
    void should_show_the_tree_of_scopes_and_goroutines() throws Exception {
        Scope.options().named("root").withTimeout(Duration.ofHours(1)).run(scope -> {
            CountDownLatch finish = new CountDownLatch(1);
            Goroutine<?> worker = scope.go(
                    "worker",
                    () -> Scope.options().named("inside").run(inner -> {
                        inner.go("deep", () -> Work.ignoringInterrupts(finish));
                        inner.join();
                    }));
            Goroutine<?> daemon = scope.goDaemon("ticker", () -> Work.hang());
            Work.untilBlocked(worker);
            Work.untilBlocked(daemon);
            Scope.options().named("nested").run(nested -> {
                ScopeInfo root = root("root");
                assertThat(root.path()).isEqualTo("root");
                assertThat(root.owner()).contains(Thread.currentThread().getName());
                assertThat(root.deadline()).isPresent();
                assertThat(root.cancelled()).isEmpty();
                assertThat(root.body().stack()).isNotEmpty();
                assertThat(root.inner())
                        .singleElement()
                        .satisfies(one -> assertThat(one.path()).isEqualTo("root/nested"));
                assertThat(root.goroutines()).extracting(GoroutineInfo::id).containsExactly(worker.id(), daemon.id());

                GoroutineInfo first = root.goroutines().getFirst();
                assertThat(first.name()).isEqualTo("worker");
                assertThat(first.path()).isEqualTo(worker.path());
                assertThat(first.state()).isEqualTo(Goroutine.State.BLOCKED);
                assertThat(first.waitingFor()).isEqualTo("join");
                assertThat(first.waited()).isPresent();
                assertThat(first.deadline()).isPresent();
                assertThat(first.createdAt().orElseThrow().getClassName()).isEqualTo(SnapshotTest.class.getName());
                assertThat(first.createdBy()).isEqualTo(root.body().id());
                assertThat(first.scopes()).singleElement().satisfies(inside -> {
                    assertThat(inside.name()).isEqualTo("inside");
                    assertThat(inside.owner()).isEqualTo("goroutine " + worker.id());
                    assertThat(inside.goroutines())
                            .singleElement()
                            .satisfies(deep -> assertThat(deep.createdBy()).isEqualTo(worker.id()));
                });
                assertThat(root.goroutines().getLast().daemon()).isTrue();
            });
            finish.countDown();
        });
    }

    @Test
    void should_show_what_is_cancelled_but_running() throws Exception {
        Scope.options().named("root").run(scope -> {
            CountDownLatch finish = new CountDownLatch(1);
            Goroutine<?> stubborn = scope.go(() -> Work.ignoringInterrupts(finish));
            Work.untilBlocked(stubborn);
            scope.cancel("enough");
            ScopeInfo root = root("root");
            assertThat(root.cancelled().orElseThrow().message()).isEqualTo("enough");
            assertThat(root.goroutines().getFirst().cancelled()).isEqualTo(root.cancelled());
            finish.countDown();
        });
    }

    @Test
    void should_show_goroutines_that_wait_for_a_slot() throws Exception {
        Scope.options().named("root").withLimit(1).shared().run(scope -> {
            Goroutine<?> holder = scope.go(() -> {
                scope.go("queued", () -> {});
                Work.hang();
            });
            Work.untilBlocked(holder);
            GoroutineInfo queued = root("root").goroutines().getLast();
            assertThat(queued.name()).isEqualTo("queued");
            assertThat(queued.state()).isEqualTo(Goroutine.State.CREATED);
            assertThat(queued.stack()).isEmpty();
            holder.cancel();
        });
    }

    @Test
    void should_count_those_that_live() throws Exception {
        int before = Goroutines.count();
        Scope.run(scope -> {
            CountDownLatch finish = new CountDownLatch(1);
            for (int i = 1; i <= 10; i++) {
                scope.go(() -> finish.await());
                assertThat(Goroutines.count()).isEqualTo(before + i);
            }
            finish.countDown();
            scope.join();
            assertThat(Goroutines.count()).isEqualTo(before);
        });
    }

    @Test
    void should_add_up_when_goroutines_end_in_all_ways() {
        // given
        GoroutineStats before = Goroutines.stats();

        // when
        assertThatThrownBy(() -> Scope.options().isolated().run(scope -> {
                    scope.go(() -> 1);
                    scope.go(() -> {
                        throw new IOException();
                    });
                    scope.go(() -> {
                        throw new AssertionError();
                    });
                    scope.go(() -> Work.hang()).cancel();
                }))
                .isInstanceOf(ScopeFailedException.class);

        // then
        GoroutineStats after = Goroutines.stats();
        assertThat(after.started() - before.started()).isEqualTo(4);
        assertThat(after.ended() - before.ended()).isEqualTo(4);
        assertThat(after.failed() - before.failed()).isEqualTo(2);
        assertThat(after.panicked() - before.panicked()).isEqualTo(1);
        assertThat(after.cancelled() - before.cancelled()).isEqualTo(1);
        assertThat(after.stuck() - before.stuck()).isZero();
    }

    @Test
    void should_not_change_when_a_scope_refuses_a_start() throws Exception {
        GoroutineStats before = Goroutines.stats();
        Scope.run(scope -> assertThatThrownBy(() -> Work.on(Thread.ofVirtual(), () -> scope.go(() -> 1)))
                .hasCauseInstanceOf(IllegalStateException.class));
        assertThat(Goroutines.stats()).isEqualTo(before);
    }
}
