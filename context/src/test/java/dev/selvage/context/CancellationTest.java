package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.internal.CancelNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final CancellableContext parent = Context.background().withCancel();

    @Test
    void should_never_be_cancelled_when_background() {
        assertThat(Context.background().isCancelled()).isFalse();
        assertThat(Context.background().reason()).isEmpty();
        assertThat(Context.background().deadline()).isEmpty();
        assertThat(Context.background().remaining()).isEmpty();
        Context.background().throwIfCancelled();
    }

    @Test
    void should_tell_kind_and_place_when_cancelled() {
        // when
        parent.cancel();

        // then
        CancelReason reason = parent.reason().orElseThrow();
        assertThat(parent.isCancelled()).isTrue();
        assertThat(reason.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(reason.cause()).isEmpty();
        assertThat(reason.where()).contains("CancellationTest.java");
        assertThatThrownBy(parent::throwIfCancelled)
                .isExactlyInstanceOf(CancelledException.class)
                .extracting(thrown -> ((CancelledException) thrown).reason())
                .isSameAs(reason);
    }

    @Test
    void should_carry_the_cause_when_cancelled_for_one() {
        // given
        Exception cause = new IllegalStateException("the disk is full");

        // when
        parent.cancel(cause);

        // then
        CancelReason reason = parent.reason().orElseThrow();
        assertThat(reason.cause()).containsSame(cause);
        assertThat(reason.message()).isEqualTo("the disk is full");
        assertThatThrownBy(parent::throwIfCancelled).hasCause(cause).hasMessageContaining("the disk is full");
    }

    @Test
    void should_have_kind_closed_when_closed() {
        // when
        parent.close();

        // then
        assertThat(parent.reason().orElseThrow().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void should_keep_the_first_reason_when_cancelled_again() {
        // given
        parent.cancel(new IllegalStateException("first"));
        CancelReason first = parent.reason().orElseThrow();

        // when
        parent.cancel(new IllegalStateException("second"));
        parent.cancel();
        parent.close();

        // then
        assertThat(parent.reason()).containsSame(first);
    }

    @Test
    void should_cancel_every_kind_of_descendant_with_the_same_reason_when_parent_is_cancelled() {
        // given
        List<Context> below = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            below.addAll(everyKindBelow(i == 0 ? parent : below.getLast()));
        }

        // when
        parent.cancel();

        // then
        CancelReason reason = parent.reason().orElseThrow();
        assertThat(below).allSatisfy(context -> {
            assertThat(context.isCancelled()).isTrue();
            assertThat(context.reason()).containsSame(reason);
        });
    }

    @Test
    void should_not_touch_parent_or_sibling_when_child_is_cancelled() {
        // given
        CancellableContext child = parent.withCancel();
        CancellableContext sibling = parent.withCancel();
        CancellableContext grandchild = child.withCancel();

        // when
        child.cancel();

        // then
        assertThat(grandchild.isCancelled()).isTrue();
        assertThat(parent.isCancelled()).isFalse();
        assertThat(sibling.isCancelled()).isFalse();
    }

    @Test
    void should_keep_the_reason_of_the_child_when_parent_is_cancelled_later() {
        // given
        CancellableContext child = parent.withCancel();
        CancellableContext grandchild = child.withCancel();
        child.cancel(new IllegalStateException("child"));
        CancelReason first = child.reason().orElseThrow();

        // when
        parent.cancel();

        // then
        assertThat(child.reason()).containsSame(first);
        assertThat(grandchild.reason()).containsSame(first);
    }

    @Test
    void should_be_cancelled_at_birth_when_derived_from_a_cancelled_parent() {
        // given
        parent.cancel();
        CancelReason reason = parent.reason().orElseThrow();

        // when
        List<Context> children = everyKindBelow(parent);

        // then
        assertThat(children).allSatisfy(child -> assertThat(child.reason()).containsSame(reason));
        assertThat(((CancelNode) parent).linked()).isZero();
    }

    @Test
    void should_be_unlinked_from_the_parent_when_cancelled_or_closed() {
        // given
        CancellableContext cancelled = parent.withCancel();
        CancellableContext closed = parent.withTimeout(Duration.ofHours(1));
        CancellableContext shield = parent.shielded(Duration.ofHours(1));
        CancellableContext any = Context.any(parent, parent.with(KEY, "v"));
        assertThat(((CancelNode) parent).linked()).isEqualTo(5);

        // when
        cancelled.cancel();
        closed.close();
        shield.close();
        any.close();

        // then
        assertThat(((CancelNode) parent).linked()).isZero();
    }

    @Test
    void should_not_overflow_the_stack_when_the_chain_is_100000_deep() {
        // given
        Context leaf = parent;
        Context any = parent;
        for (int i = 0; i < 100_000; i++) {
            leaf = leaf.withCancel();
            any = Context.any(Context.background(), any);
        }

        // when
        parent.cancel();

        // then
        assertThat(leaf.reason()).containsSame(parent.reason().orElseThrow());
        assertThat(any.reason()).containsSame(parent.reason().orElseThrow());
        assertThat(leaf.toString().length()).isLessThan(2_000);
    }

    @Test
    void should_go_on_without_cancellation_and_deadline_when_derived_without_cancel() {
        // given
        Context detached =
                parent.with(KEY, "value").withTimeout(Duration.ofMinutes(1)).withoutCancel();

        // when
        parent.cancel();

        // then
        assertThat(detached.isCancelled()).isFalse();
        assertThat(detached.deadline()).isEmpty();
        assertThat(detached.remaining()).isEmpty();
        assertThat(detached.get(KEY)).isEqualTo("value");
        assertThat(detached.withCancel().isCancelled()).isFalse();
    }

    private static List<Context> everyKindBelow(Context parent) {
        return List.of(
                parent.withTimeout(Duration.ofHours(1)),
                parent.withDeadline(java.time.Instant.now().plusSeconds(3600)),
                parent.with(KEY, "value"),
                Context.any(parent, Context.background()),
                Context.any(Context.background(), parent),
                parent.shielded(Duration.ZERO),
                parent.withCancel());
    }
}
