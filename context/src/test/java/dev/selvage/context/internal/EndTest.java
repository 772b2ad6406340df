package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that ends hands down what was derived from it. */
class EndTest {
    private static final ContextKey<Integer> KEY = ContextKey.named("key", Integer.class);
    private static final CancelReason ENDED = new CancelReason(Kind.CLOSED, "ended", Optional.empty());

    private final CancelNode above = (CancelNode) Context.background().withCancel();
    private final OwnedNode node = OwnedNode.below(above, new NamedOwner("node"));

    @Test
    void should_leave_the_parent_when_ended() {
        // when
        node.end(ENDED);

        // then
        assertThat(node.reason()).containsSame(ENDED);
        assertThat(above.linked()).isZero();
        assertThat(above.isCancelled()).isFalse();
    }

    @Test
    void should_hand_every_kind_of_child_to_the_parent_when_ended() {
        // given
        CancellableContext child = node.withCancel();
        CancellableContext deep = node.with(KEY, 1).withTimeout(Duration.ofHours(1));
        CancellableContext first = Context.any(node, Context.background());
        CancellableContext second = Context.any(Context.background(), node);
        CancellableContext shield = node.shielded(Duration.ofHours(1));

        // when
        node.end(ENDED);

        // then
        assertThat(above.linked()).isEqualTo(5);
        assertThat(node.linked()).isZero();
        assertThat(new Context[] {child, deep, first, second, shield}).noneMatch(Context::isCancelled);

        // when
        above.cancel();

        // then
        assertThat(new Context[] {child, deep, first, second}).allMatch(Context::isCancelled);
        assertThat(shield.isCancelled()).isFalse();
        assertThat(shield.deadline()).as("the grace has begun").isPresent();
        shield.close();
    }

    @Test
    void should_run_its_own_hooks_when_ended() throws Exception {
        // given
        CountDownLatch ran = new CountDownLatch(1);
        node.onCancel(ran::countDown);
        node.withCancel();

        // when
        node.end(ENDED);

        // then
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_let_children_leave_the_adopter_when_they_are_closed_later() {
        // given
        CancellableContext child = node.withCancel();
        node.end(ENDED);

        // when
        child.close();

        // then
        assertThat(above.linked()).isZero();
    }

    @Test
    void should_keep_the_first_reason_when_cancelled_before_it_ends() {
        // given
        CancellableContext child = node.withCancel();
        node.cancel();
        CancelReason first = node.reason().orElseThrow();

        // when
        node.end(ENDED);

        // then
        assertThat(node.reason()).containsSame(first);
        assertThat(child.reason()).containsSame(first);
    }

    @Test
    @Timeout(30)
    void should_end_and_free_its_children_when_nothing_above_can_be_cancelled() {
        // given
        CancelNode owner = (CancelNode) Context.background().withCancel();
        CancelNode lone = AnyNode.below(AbstractContext.background(), owner, new NamedOwner("task"));
        CancellableContext child = lone.withCancel();

        // when
        lone.end(ENDED);

        // then
        assertThat(lone.isCancelled()).isTrue();
        assertThat(owner.linked()).isZero();
        assertThat(child.isCancelled()).isFalse();
        child.close();
        assertThat(child.isCancelled()).isTrue();
    }

    @Test
    void should_end_with_ambient_and_with_owner_when_below_both() {
        // given
        CancelNode ambient = (CancelNode) Context.background().withTimeout(Duration.ofHours(2));
        CancelNode owner = (CancelNode) Context.background().withTimeout(Duration.ofHours(1));

        // when
        CancelNode one = AnyNode.below(ambient, owner, new NamedOwner("task"));
        CancelNode two = AnyNode.below(ambient, owner, new NamedOwner("task"));

        // then
        assertThat(one.deadline()).isEqualTo(owner.deadline());
        one.end(ENDED);
        assertThat(ambient.linked()).isEqualTo(1);
        assertThat(owner.linked()).isEqualTo(1);
        owner.cancel();
        assertThat(two.reason()).isEqualTo(owner.reason());
        assertThat(ambient.isCancelled()).isFalse();
        assertThat(ambient.linked()).isZero();
        ambient.cancel();
    }

    @Test
    void should_attribute_a_deadline_to_the_owner_when_it_sets_one() {
        // given
        ManualTime time = new ManualTime();

        // when
        OwnedNode scope = OwnedNode.below(time.root(), new NamedOwner("checkout"), Duration.ofSeconds(2), null);
        OwnedNode earlier = OwnedNode.below(
                scope, new NamedOwner("payment"), Duration.ofSeconds(9), ManualTime.START.plusSeconds(1));
        OwnedNode later = OwnedNode.below(scope, new NamedOwner("audit"), Duration.ofSeconds(3), null);

        // then
        assertThat(scope).hasToString("background > checkout (2.0 s of 2.0 s left)");
        assertThat(earlier.deadline()).contains(ManualTime.START.plusSeconds(1));
        assertThat(later.deadline()).isEqualTo(scope.deadline());
        time.advance(Duration.ofSeconds(1));
        assertThat(earlier.reason().orElseThrow().where()).isEqualTo("payment");
        time.advance(Duration.ofSeconds(1));
        assertThat(later.reason().orElseThrow().where()).isEqualTo("checkout");
        assertThat(time.armed()).isZero();
    }
}
