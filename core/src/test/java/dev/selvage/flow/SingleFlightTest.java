package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class SingleFlightTest {
    private final SingleFlight<String, String> flights = SingleFlight.named("users");
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private String slow() throws InterruptedException {
        running.countDown();
        Work.await(release);
        return "run " + runs.incrementAndGet();
    }

    private String never() {
        throw new AssertionError("the work of one who waits ran");
    }

    @Test
    void should_run_once_for_all_when_they_ask_at_the_same_time() throws Exception {
        Scope.run(scope -> {
            // given
            List<Goroutine<String>> all = new ArrayList<>();
            all.add(scope.go(() -> flights.call("a", this::slow)));
            Work.await(running);
            for (int i = 0; i < 20; i++) {
                all.add(scope.go(() -> flights.call("a", this::never)));
                Work.untilBlocked(all.getLast());
            }

            // when
            release.countDown();

            // then
            for (Goroutine<String> one : all) {
                assertThat(one.await()).isEqualTo("run 1");
            }
        });
        assertThat(flights.call("a", this::slow)).isEqualTo("run 2");
        assertThat(flights.size()).isZero();
    }

    @Test
    void should_not_wait_when_the_keys_differ() throws Exception {
        Scope.run(scope -> {
            scope.go(() -> flights.call("a", this::slow));
            Work.await(running);
            assertThat(flights.call("b", () -> "at once")).isEqualTo("at once");
            release.countDown();
        });
    }

    @Test
    void should_tell_all_of_the_failure_when_the_work_panics() throws Exception {
        // given
        IllegalStateException panic = new IllegalStateException("broken");
        Scope.options().isolated().run(scope -> {
            Goroutine<String> leader = scope.go(() -> flights.call("a", () -> {
                slow();
                throw panic;
            }));
            Work.await(running);
            Goroutine<String> other = scope.go(() -> flights.call("a", this::never));
            Work.untilBlocked(other);

            // when
            release.countDown();

            // then
            assertThatThrownBy(leader::await).hasCause(panic);
            assertThatThrownBy(other::await).hasCause(panic);
        });
        assertThatThrownBy(() -> flights.call("a", () -> {
                    throw panic;
                }))
                .isInstanceOf(GoroutineFailedException.class)
                .hasCause(panic);
        assertThat(flights.size()).isZero();
    }

    @Test
    void should_let_another_start_anew_when_the_leader_is_cancelled() throws Exception {
        Scope.run(scope -> {
            // given
            Goroutine<String> leader = scope.go(() -> flights.call("a", this::slow));
            Work.await(running);
            Goroutine<String> other = scope.go(() -> flights.call("a", () -> "anew"));
            Work.untilBlocked(other);

            // when
            leader.cancel();

            // then
            assertThat(other.await()).isEqualTo("anew");
            assertThatThrownBy(leader::await).isInstanceOf(CancelledException.class);
        });
    }

    @Test
    void should_let_another_start_anew_when_the_cancelled_leader_throws_something_of_its_own() throws Exception {
        Scope.options().isolated(failure -> {}).run(scope -> {
            // given
            Goroutine<String> leader = scope.go(() -> flights.call("a", () -> {
                try {
                    return slow();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("translated", e);
                }
            }));
            Work.await(running);
            Goroutine<String> other = scope.go(() -> flights.call("a", () -> "anew"));
            Work.untilBlocked(other);

            // when
            leader.cancel();

            // then
            assertThat(other.await()).isEqualTo("anew");
        });
    }

    @Test
    void should_not_disturb_the_leader_when_one_who_waits_is_cancelled() throws Exception {
        Scope.run(scope -> {
            // given
            Goroutine<String> leader = scope.go(() -> flights.call("a", this::slow));
            Work.await(running);
            Goroutine<String> other = scope.go(() -> flights.call("a", this::never));
            Work.untilBlocked(other);

            // when
            other.cancel();

            // then
            assertThatThrownBy(other::await).isInstanceOf(CancelledException.class);
            release.countDown();
            assertThat(leader.await()).isEqualTo("run 1");
        });
    }

    @Test
    void should_leave_nothing_behind_when_the_leader_is_cancelled_before_it_starts() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMinutes(1))
                        .run(scope -> {
                            scope.cancel("stop");
                            flights.call("a", this::never);
                        }))
                .isInstanceOf(CancelledException.class);
        assertThat(flights.size()).isZero();
    }

    @Test
    void should_end_with_the_deadline_of_the_leader_when_it_passes() {
        assertThatThrownBy(() ->
                        Scope.options().withTimeout(Duration.ofMillis(1)).run(scope -> flights.call("a", Work::hang)))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(flights.size()).isZero();
    }

    @Test
    void should_start_anew_when_the_key_was_forgotten() throws Exception {
        Scope.run(scope -> {
            // given
            Goroutine<String> leader = scope.go(() -> flights.call("a", this::slow));
            Work.await(running);

            // when
            flights.forget("a");

            // then
            assertThat(flights.call("a", () -> "anew")).isEqualTo("anew");
            release.countDown();
            assertThat(leader.await()).isEqualTo("run 1");
        });
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatNullPointerException()
                .isThrownBy(() -> flights.call(null, this::slow))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> flights.call("a", null))
                .withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> flights.forget(null)).withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> SingleFlight.named(null))
                .withMessage("name");
    }
}
