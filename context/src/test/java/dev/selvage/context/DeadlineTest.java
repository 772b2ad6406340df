package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime();
    private final Context root = time.root();

    @Test
    void should_be_cancelled_at_the_deadline_and_not_before() {
        // given
        CancellableContext context = root.withTimeout(SECOND);
        Context below = context.withCancel();

        // when, then
        time.advance(SECOND.minusNanos(1));
        assertThat(context.isCancelled()).isFalse();
        assertThat(context.remaining()).contains(Duration.ofNanos(1));
        time.advance(Duration.ofNanos(1));
        assertThat(below.isCancelled()).isTrue();
        assertThat(context.remaining()).contains(Duration.ZERO);
        time.advance(SECOND);
        assertThat(context.remaining()).contains(Duration.ZERO);
    }

    @Test
    void should_say_whose_deadline_it_was_when_it_passes() {
        // given
        CancellableContext context = root.withTimeout(Duration.ofMillis(300));
        Context below = context.withTimeout(Duration.ofHours(1)).withCancel();

        // when
        time.advance(SECOND);

        // then
        CancelReason reason = below.reason().orElseThrow();
        assertThat(reason.kind()).isEqualTo(Kind.DEADLINE);
        assertThat(reason.message()).isEqualTo("deadline of 300 ms passed");
        assertThat(reason.where()).isEqualTo("withTimeout(300 ms)");
        assertThatThrownBy(below::throwIfCancelled).isExactlyInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_hold_the_earlier_deadline_when_the_parent_has_it() {
        // given
        CancellableContext parent = root.withTimeout(SECOND);

        // when
        CancellableContext child = parent.withTimeout(SECOND.multipliedBy(2));
        CancellableContext same = parent.withDeadline(parent.deadline().orElseThrow());

        // then
        assertThat(child.deadline()).isEqualTo(parent.deadline()).contains(ManualTime.START.plus(SECOND));
        assertThat(same.deadline()).isEqualTo(parent.deadline());
        assertThat(time.armed()).isEqualTo(1);
        time.advance(SECOND);
        assertThat(child.reason()).isEqualTo(parent.reason());
    }

    @Test
    void should_hold_the_earlier_deadline_when_the_child_has_it() {
        // given
        CancellableContext parent = root.withTimeout(SECOND.multipliedBy(2));
        CancellableContext child = parent.withTimeout(SECOND);

        // when
        time.advance(SECOND);

        // then
        assertThat(child.reason().orElseThrow().where()).isEqualTo("withTimeout(1.0 s)");
        assertThat(parent.isCancelled()).isFalse();
    }

    @Test
    void should_not_move_the_deadline_when_the_parent_is_derived_further() {
        // given
        Context context = root.withTimeout(SECOND).withCancel().with(ContextKey.named("k", String.class), "v");

        // when
        time.advance(SECOND.dividedBy(4));

        // then
        assertThat(context.deadline()).contains(ManualTime.START.plus(SECOND));
        assertThat(context.remaining()).contains(SECOND.multipliedBy(3).dividedBy(4));
    }

    @ParameterizedTest
    @MethodSource
    void should_be_cancelled_at_birth_when_the_timeout_is_zero_or_negative(Duration timeout) {
        // when
        CancellableContext context = root.withTimeout(timeout);

        // then
        assertThat(context.reason().orElseThrow().kind()).isEqualTo(Kind.DEADLINE);
        assertThat(context.remaining()).contains(Duration.ZERO);
        assertThat(time.armed()).isZero();
    }

    static Stream<Duration> should_be_cancelled_at_birth_when_the_timeout_is_zero_or_negative() {
        return Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(-1), Duration.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource
    void should_be_cancelled_at_birth_when_the_deadline_is_past(Instant deadline) {
        // when
        CancellableContext context = root.withDeadline(deadline);

        // then
        assertThat(context.reason().orElseThrow().kind()).isEqualTo(Kind.DEADLINE);
        assertThat(context.deadline()).contains(deadline);
        assertThat(time.armed()).isZero();
    }

    static Stream<Instant> should_be_cancelled_at_birth_when_the_deadline_is_past() {
        return Stream.of(ManualTime.START, ManualTime.START.minusNanos(1), Instant.EPOCH, Instant.MIN);
    }

    @ParameterizedTest
    @MethodSource
    void should_have_no_deadline_of_its_own_when_the_timeout_is_too_long(Duration timeout) {
        // when
        CancellableContext context = root.withTimeout(timeout);
        CancellableContext below = root.withTimeout(SECOND).withTimeout(timeout);

        // then
        assertThat(context.deadline()).isEmpty();
        assertThat(context.remaining()).isEmpty();
        assertThat(context.isCancelled()).isFalse();
        assertThat(below.remaining()).contains(SECOND);
        assertThat(time.armed()).isEqualTo(1);
    }

    static Stream<Duration> should_have_no_deadline_of_its_own_when_the_timeout_is_too_long() {
        return Stream.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofDays(147 * 366));
    }

    @Test
    void should_have_no_deadline_of_its_own_when_it_is_too_far() {
        assertThat(root.withDeadline(Instant.MAX).deadline()).isEmpty();
        assertThat(root.withTimeout(SECOND).withDeadline(Instant.MAX).remaining())
                .contains(SECOND);
    }

    @Test
    void should_have_a_deadline_when_it_is_just_not_too_far() {
        // given
        Duration century = Duration.ofDays(36_500);

        // when
        CancellableContext context = root.withTimeout(century);

        // then
        assertThat(context.remaining()).contains(century);
        assertThat(context.withTimeout(century.plusNanos(1)).remaining()).contains(century);
        time.advance(century);
        assertThat(context.isCancelled()).isTrue();
    }

    @Test
    void should_release_the_timer_at_once_when_cancelled_before_the_deadline() {
        // given
        CancellableContext cancelled = root.withTimeout(SECOND);
        CancellableContext closed = root.withDeadline(ManualTime.START.plusSeconds(1));
        CancellableContext parent = root.withCancel();
        parent.withTimeout(SECOND);
        assertThat(time.armed()).isEqualTo(3);

        // when
        cancelled.cancel();
        closed.close();
        parent.cancel();

        // then
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_arm_no_timer_when_born_cancelled() {
        // given
        CancellableContext parent = root.withCancel();
        parent.cancel();

        // when
        CancellableContext child = parent.withTimeout(SECOND);

        // then
        assertThat(child.reason()).isEqualTo(parent.reason());
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_show_the_same_instant_when_asked_again() {
        // given
        CancellableContext context = root.withTimeout(SECOND);
        Instant first = context.deadline().orElseThrow();

        // when
        time.advance(SECOND.multipliedBy(3));

        // then
        assertThat(context.deadline()).contains(first);
    }

    @Test
    void should_be_cancelled_in_real_time_when_the_timeout_is_short() {
        // given
        CancellableContext context = Context.background().withTimeout(Duration.ofMillis(20));
        long start = System.nanoTime();

        // then
        await().until(context::isCancelled);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
        assertThat(context.reason().orElseThrow().where()).isEqualTo("withTimeout(20 ms)");
    }

    @Test
    void should_leave_the_parent_when_the_deadline_passes() {
        // given
        CancellableContext parent = root.withCancel();
        parent.withTimeout(SECOND);

        // when
        time.advance(SECOND);

        // then
        assertThat(((CancelNode) parent).linked()).isZero();
    }
}
