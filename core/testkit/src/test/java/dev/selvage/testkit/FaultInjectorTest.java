package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.SchedulePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@LeakCheck
@Isolated("it looks at who listens")
class FaultInjectorTest {
    private static IllegalStateException full() {
        return new IllegalStateException("disk full");
    }

    private final List<String> received = new ArrayList<>();

    private void twoSends() throws InterruptedException {
        Channel<String> channel = Channel.buffered(2);
        channel.send("first");
        channel.send("second");
        channel.close();
        for (String text : channel) {
            received.add(text);
        }
    }

    @Test
    void should_count_points_and_change_nothing_when_there_is_no_fault() throws InterruptedException {
        // when
        int points = FaultInjector.none().run(this::twoSends);

        // then
        assertThat(received).containsExactly("first", "second");
        assertThat(points).isEqualTo(6); // two sends, a close, three receives, the last of which finds the end
        assertThat(SchedulePoint.listener()).isNull();
    }

    @Test
    void should_fail_the_nth_operation_without_effect() {
        assertThatThrownBy(() -> FaultInjector.none()
                        .at(2, "send")
                        .fail(FaultInjectorTest::full)
                        .run(this::twoSends))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(SchedulePoint.listener()).isNull();
    }

    @Test
    void should_fail_at_the_next_that_may_fail_when_the_operation_never_does() {
        assertThatThrownBy(() ->
                        FaultInjector.none().at(3).fail(FaultInjectorTest::full).run(this::twoSends))
                .hasStackTraceContaining("receive");
    }

    @Test
    void should_fail_a_goroutine_when_it_is_the_one_at_the_point() {
        assertThatThrownBy(() -> FaultInjector.none()
                        .at(1, "receive")
                        .fail(FaultInjectorTest::full)
                        .run(() -> Scope.run(scope -> {
                            Channel<String> channel = Channel.rendezvous();
                            scope.go("receiver", () -> channel.receive());
                            channel.send("lost");
                        })))
                .isInstanceOf(ScopeFailedException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void should_cancel_the_context_of_whoever_is_at_the_point() {
        assertThatThrownBy(() -> FaultInjector.none().at(2, "send").cancel().run(() -> Scope.run(scope -> twoSends())))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("injected at point 2, a send");
    }

    @Test
    void should_delay_by_the_clock_of_the_context() throws InterruptedException {
        // given
        FakeTimeSource time = FakeTimeSource.create();
        FaultInjector injector = FaultInjector.none().at(1, "send").delay(Duration.ofHours(1));
        CountDownLatch asleep = new CountDownLatch(1);
        Thread clock = Thread.ofVirtual().start(() -> {
            Hang.until(() -> time.pending() == 1);
            asleep.countDown();
            time.advance(Duration.ofHours(1));
        });

        // when
        int points = injector.run(() -> time.context().run(this::twoSends));

        // then
        assertThat(asleep.getCount()).isZero();
        assertThat(received).containsExactly("first", "second");
        assertThat(points).as("the fault's own sleep is no point").isEqualTo(6);
        clock.join();
    }

    @Test
    void should_let_all_happen_at_their_point_when_it_has_several() {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    FaultInjector faults = FaultInjector.none()
                            .at(2)
                            .fail(FaultInjectorTest::full)
                            .at(2, "send")
                            .cancel()
                            .at(2)
                            .fail(() -> new IllegalStateException("on fire"));
                    try {
                        faults.run(this::twoSends);
                    } finally {
                        received.add(scope.context().isCancelled() ? "cancelled" : "goes on");
                    }
                }))
                .hasStackTraceContaining("disk full")
                .hasStackTraceContaining("Suppressed: java.lang.IllegalStateException: on fire");
        assertThat(received).containsExactly("cancelled");
    }

    @Test
    void should_let_others_be_when_they_run_beside() throws InterruptedException {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> {
            Hang.until(() -> begun.getCount() == 0);
            Channel<String> channel = Channel.buffered(1);
            assertThat(channel.trySend("mine")).isTrue();
            done.countDown();
        });

        // when
        int points = FaultInjector.none().at(1).fail(FaultInjectorTest::full).run(() -> {
            begun.countDown();
            done.await();
        });

        // then
        assertThat(points).isZero();
        other.join();
    }

    @Test
    void should_refuse_nonsense() {
        assertThatThrownBy(() -> FaultInjector.none().at(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counted from 1");
        assertThatThrownBy(() -> FaultInjector.none().at(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().at(1).fail(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().at(1).delay(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().run(null)).isInstanceOf(NullPointerException.class);
    }
}
