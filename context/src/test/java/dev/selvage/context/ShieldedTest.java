package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShieldedTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final CancellableContext parent = time.root().withCancel();

    @Test
    void should_be_cancelled_for_the_reason_of_the_parent_when_the_grace_has_passed() {
        // given
        CancellableContext shield = parent.shielded(GRACE);
        Context below = shield.withCancel();
        time.advance(GRACE.multipliedBy(9));
        assertThat(shield.deadline()).isEmpty();

        // when
        parent.cancel();

        // then
        assertThat(below.isCancelled()).isFalse();
        assertThat(shield.remaining()).contains(GRACE);
        time.advance(GRACE.minusNanos(1));
        assertThat(below.isCancelled()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(below.reason()).containsSame(parent.reason().orElseThrow());
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_begin_the_grace_at_birth_when_the_parent_is_cancelled_already() {
        // given
        parent.cancel();

        // when
        CancellableContext shield = parent.shielded(GRACE);

        // then
        assertThat(shield.isCancelled()).isFalse();
        assertThat(shield.deadline()).contains(ManualTime.START.plus(GRACE));
        time.advance(GRACE);
        assertThat(shield.isCancelled()).isTrue();
        assertThat(shield.deadline()).as("it does not move").contains(ManualTime.START.plus(GRACE));
    }

    @Test
    void should_not_be_shielded_at_all_when_the_grace_is_zero_or_negative() {
        // given
        CancellableContext zero = parent.shielded(Duration.ZERO);
        CancellableContext negative = parent.shielded(Duration.ofSeconds(-3));

        // when
        parent.cancel();

        // then
        assertThat(zero.isCancelled()).isTrue();
        assertThat(negative.isCancelled()).isTrue();
    }

    @Test
    void should_never_be_cancelled_from_above_when_the_grace_is_too_long() {
        // given
        CancellableContext deadline = time.root().withTimeout(GRACE);
        CancellableContext shield = deadline.shielded(Duration.ofSeconds(Long.MAX_VALUE));

        // when
        time.advance(GRACE);

        // then
        assertThat(deadline.isCancelled()).isTrue();
        assertThat(shield.isCancelled()).isFalse();
        assertThat(shield.deadline()).isEmpty();
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_have_the_deadline_of_the_parent_and_the_grace() {
        // given
        CancellableContext deadline = time.root().withTimeout(GRACE);
        CancellableContext shield = deadline.shielded(Duration.ofSeconds(2));

        // when, then
        assertThat(shield.deadline()).contains(ManualTime.START.plusSeconds(7));
        assertThat(shield.withTimeout(Duration.ofSeconds(9)).deadline()).isEqualTo(shield.deadline());
        time.advance(Duration.ofSeconds(3));
        deadline.cancel();
        assertThat(shield.deadline()).contains(ManualTime.START.plusSeconds(5));
    }

    @Test
    void should_release_the_timer_and_leave_the_parent_when_closed() {
        // given
        CancellableContext before = parent.shielded(GRACE);
        CancellableContext during = parent.shielded(GRACE);

        // when
        before.close();
        parent.cancel();
        assertThat(time.armed()).isEqualTo(1);
        during.close();

        // then
        assertThat(time.armed()).isZero();
        assertThat(((CancelNode) parent).linked()).isZero();
        assertThat(before.reason().orElseThrow().kind()).isEqualTo(CancelReason.Kind.CLOSED);
        assertThat(during.reason().orElseThrow().kind()).isEqualTo(CancelReason.Kind.CLOSED);
    }

    @Test
    void should_add_up_when_shields_are_nested() {
        // given
        CancellableContext inner = parent.shielded(GRACE).shielded(GRACE);

        // when
        parent.cancel();

        // then
        time.advance(GRACE.multipliedBy(2).minusNanos(1));
        assertThat(inner.isCancelled()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(inner.isCancelled()).isTrue();
    }
}
