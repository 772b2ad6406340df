package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Virtual threads whose numbers cannot be told, for others are made in the midst of their making. */
class UnknownThreadTest {
    private static final LeakOptions OPTIONS = Leaks.options().withThreads().settling(Duration.ofMillis(20));

    /** So many that some get their turn before whatever else is inherited, for the order is that of a hash table. */
    private static final int LOCALS = 4_000;

    private final List<Thread> kept = new ArrayList<>();

    /** A thread holds them weakly. */
    private final List<InheritableThreadLocal<Integer>> locals = new ArrayList<>();

    /** Whoever makes a thread has others made meanwhile. */
    private void disturb() {
        for (int i = 0; i < LOCALS; i++) {
            InheritableThreadLocal<Integer> local = new InheritableThreadLocal<>() {
                @Override
                protected Integer childValue(Integer number) {
                    return (int) Thread.ofPlatform()
                            .inheritInheritableThreadLocals(false)
                            .unstarted(() -> {})
                            .threadId();
                }
            };
            local.set(i);
            locals.add(local);
        }
    }

    private List<Leak> leaksOf(Context.Body<InterruptedException> body) throws Exception {
        FutureTask<List<Leak>> check = new FutureTask<>(() -> {
            disturb();
            try {
                OPTIONS.check(body);
                return List.of();
            } catch (LeakError error) {
                return error.leaks();
            }
        });
        Thread.ofPlatform().inheritInheritableThreadLocals(false).start(check);
        return check.get();
    }

    @Test
    void should_report_that_a_thread_lives_and_who_made_it_when_it_cannot_be_told_which_it_is() throws Exception {
        // when
        List<Leak> leaks = leaksOf(() -> {
            Thread.ofVirtual().name("one").start(Hang::forAWhile);
            Thread.ofVirtual().name("other").start(Hang::forAWhile);
        });

        // then
        assertThat(leaks).hasSize(2).allSatisfy(leak -> {
            assertThat(leak.kind()).isEqualTo("virtual thread");
            assertThat(leak.name()).isEmpty();
            assertThat(leak.stack()).isEmpty();
            assertThat(leak.createdAt().orElseThrow().getClassName()).isEqualTo(UnknownThreadTest.class.getName());
            assertThat(leak).asString().startsWith("virtual thread [alive, name and stack not known]");
        });
    }

    @Test
    void should_report_none_when_it_has_ended_or_has_not_begun() throws Exception {
        assertThat(leaksOf(() -> {
                    Thread ended = Thread.ofVirtual().start(() -> {});
                    ended.join();
                    kept.add(ended);
                    kept.add(Thread.ofVirtual().unstarted(() -> {}));
                }))
                .isEmpty();
        assertThat(kept).hasSize(2);
    }
}
