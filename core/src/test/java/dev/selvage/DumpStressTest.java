package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dumps while everything starts and ends: they never throw, and never miss a goroutine that is blocked all along. */
@ExtendWith(NothingLeft.class)
class DumpStressTest {
    private static final int BLOCKED = 20;
    private static final int DUMPS = 40;

    private static void churn(AtomicBoolean stop) throws InterruptedException {
        while (!stop.get()) {
            Scope.run(outer -> {
                for (int i = 0; i < 5; i++) {
                    outer.go(() -> Scope.run(inner -> {
                        inner.go(() -> Thread.yield());
                        inner.goDaemon(() -> Work.hang());
                    }));
                }
                Scope.run(inner -> inner.go(() -> {}));
                try (Scope open = Scope.open()) {
                    open.go(() -> {});
                    open.join();
                }
            });
        }
    }

    private static void collect(ScopeInfo scope, Set<Long> ids) {
        for (GoroutineInfo goroutine : scope.goroutines()) {
            ids.add(goroutine.id());
            goroutine.scopes().forEach(inner -> collect(inner, ids));
        }
        scope.inner().forEach(inner -> collect(inner, ids));
    }

    @Test
    void should_never_throw_nor_miss_a_blocked_goroutine_when_others_start_and_end() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<FutureTask<Object>> busy = new ArrayList<>();
        Scope.run(scope -> {
            // given: blocked at two depths
            List<Goroutine<?>> blocked = new ArrayList<>();
            CountDownLatch deepKnown = new CountDownLatch(1);
            for (int i = 0; i < BLOCKED; i++) {
                blocked.add(scope.go("blocked", () -> Work.hang()));
            }
            scope.go(
                    "parent",
                    () -> Scope.run(inner -> {
                        blocked.add(inner.go("deep", () -> Work.hang()));
                        deepKnown.countDown();
                        inner.join();
                    }));
            Work.await(deepKnown);
            blocked.forEach(Work::untilBlocked);
            for (int i = 0; i < 2; i++) {
                busy.add(Work.started(Thread.ofVirtual(), () -> {
                    churn(stop);
                    return null;
                }));
            }

            // when
            try {
                for (int i = 0; i < DUMPS; i++) {
                    Set<Long> seen = new HashSet<>();
                    Goroutines.snapshot().roots().forEach(root -> collect(root, seen));

                    // then
                    assertThat(seen)
                            .containsAll(blocked.stream().map(Goroutine::id).toList());
                    assertThat(Goroutines.dump())
                            .contains("\"blocked\" [CountDownLatch")
                            .contains("\"deep\" [CountDownLatch");
                    assertThat(Goroutines.count()).isGreaterThanOrEqualTo(BLOCKED + 2);
                }
            } finally {
                stop.set(true);
            }
            scope.cancel("seen");
        });
        for (FutureTask<Object> task : busy) {
            task.get(30, TimeUnit.SECONDS);
        }
    }
}
