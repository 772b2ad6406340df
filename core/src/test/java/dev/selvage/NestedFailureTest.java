package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No duplicates, no self-suppression, no cycles, no double wrapping. */
@ExtendWith(NothingLeft.class)
class NestedFailureTest {
    private final IOException first = new IOException("first");

    /** Everything that hangs on an exception, each exactly once; fails at a cycle or a duplicate. */
    private static List<Throwable> all(Throwable top) {
        List<Throwable> found = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(top, seen, found);
        return found;
    }

    private static void collect(Throwable at, Set<Throwable> seen, List<Throwable> found) {
        assertThat(seen.add(at)).as("%s is reached once", at).isTrue();
        found.add(at);
        if (at.getCause() != null) {
            collect(at.getCause(), seen, found);
        }
        for (Throwable suppressed : at.getSuppressed()) {
            collect(suppressed, seen, found);
        }
    }

    private static void nested(int levels, Task innermost) throws InterruptedException {
        Scope.options()
                .named("level" + levels)
                .run(scope -> scope.go("g" + levels, () -> {
                    if (levels == 1) {
                        innermost.run();
                    } else {
                        nested(levels - 1, innermost);
                    }
                }));
    }

    @Test
    void should_wrap_once_when_a_failure_passes_three_levels_of_scopes_in_goroutines() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> nested(3, () -> {
                    throw first;
                }));

        // then
        assertThat(all(thrown)).containsExactly(thrown, first);
        assertThat(thrown.failure().cause()).isSameAs(first);
        assertThat(thrown.failure().path()).startsWith("level3/g3#");
    }

    @Test
    void should_wrap_once_when_each_level_awaits() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(a -> a.go(() -> Scope.run(b -> b.go(() -> Scope.run(c -> c.go(() -> {
                                            throw first;
                                        })
                                        .await()))
                                .await()))
                        .await()));

        // then
        assertThat(all(thrown)).containsExactly(thrown, first);
    }

    @Test
    void should_keep_the_inner_scopes_suppressed_when_its_failure_passes_an_outer_one() {
        // given
        IOException second = new IOException("second");

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> nested(
                        2,
                        () -> Scope.run(scope -> {
                            Goroutine<?> late = scope.go(() -> {
                                try {
                                    Work.hang();
                                } catch (InterruptedException e) {
                                    throw second;
                                }
                            });
                            Work.untilBlocked(late);
                            scope.go(() -> {
                                throw first;
                            });
                        })));

        // then
        assertThat(thrown).hasCause(first);
        assertThat(all(thrown)).containsExactlyInAnyOrder(thrown, first, second);
    }

    @Test
    void should_tell_a_shared_exception_once_when_several_goroutines_throw_it() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    CountDownLatch together = new CountDownLatch(1);
                    for (int i = 0; i < 8; i++) {
                        scope.go(() -> {
                            Work.ignoringInterrupts(together);
                            throw first;
                        });
                    }
                    together.countDown();
                }));

        // then
        assertThat(all(thrown)).containsExactly(thrown, first);
        assertThat(thrown.failures()).hasSize(1);
    }

    @Test
    void should_make_no_cycle_when_a_later_failure_has_the_first_as_its_cause() {
        // given
        IllegalStateException wrapping = new IllegalStateException("wraps", first);

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    CountDownLatch failed = new CountDownLatch(1);
                    Goroutine<?> later = scope.go(() -> {
                        Work.ignoringInterrupts(failed);
                        throw wrapping;
                    });
                    Work.untilBlocked(later);
                    Goroutine<?> earlier = scope.go(() -> {
                        throw first;
                    });
                    Work.ignoringInterrupts(Work.ended(earlier));
                    failed.countDown();
                }));

        // then
        assertThat(thrown).hasCause(first);
        assertThat(thrown.getSuppressed()).containsExactly(wrapping);
        assertThat(first.getSuppressed()).isEmpty();
    }

    @Test
    void should_make_no_cycle_when_the_first_failure_has_a_later_one_as_its_cause() {
        // given
        IllegalStateException wrapping = new IllegalStateException("wraps", first);

        // when
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> {
            scope.go(() -> {
                try {
                    Work.hang();
                } catch (InterruptedException e) {
                    throw first;
                }
            });
            throw wrapping;
        }));

        // then
        assertThat(all(thrown)).containsExactly(wrapping, first);
    }

    @Test
    void should_not_suppress_an_exception_in_itself_when_body_and_goroutine_throw_the_same() {
        // when
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> {
            scope.go(() -> {
                try {
                    Work.hang();
                } catch (InterruptedException e) {
                    throw first;
                }
            });
            throw first;
        }));

        // then
        assertThat(all(thrown)).containsExactly(first);
    }

    @Test
    void should_not_wrap_again_when_one_goroutine_passes_on_anothers_failure() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    Goroutine<?> failing = scope.go("failing", () -> {
                        throw first;
                    });
                    Goroutine<?> middle = scope.go("middle", () -> failing.await());
                    middle.await();
                }));

        // then
        assertThat(all(thrown)).containsExactly(thrown, first);
        assertThat(thrown.failure().name()).isEqualTo("failing");
    }
}
