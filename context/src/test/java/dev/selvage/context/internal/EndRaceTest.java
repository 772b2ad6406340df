package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndRaceTest {
    private static final int ROUNDS = 5_000;
    private static final CancelReason ENDED = new CancelReason(Kind.CLOSED, "ended", Optional.empty());

    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    @Test
    void should_lose_no_cancellation_from_above_when_it_races_with_the_end() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancelNode above = (CancelNode) Context.background().withCancel();
            OwnedNode node = OwnedNode.below(above, new NamedOwner("node"));
            List<Context> below = List.of(
                    node.withCancel(),
                    node.withCancel().withCancel(),
                    Context.any(Context.background(), node),
                    Context.any(node, Context.background()));

            // when, then
            together.run(() -> node.end(ENDED), () -> {
                above.cancel();
                assertThat(below).allMatch(Context::isCancelled);
            });
            CancelReason reason = above.reason().orElseThrow();
            assertThat(below).allSatisfy(child -> assertThat(child.reason()).containsSame(reason));
            assertThat(node.reason().orElseThrow()).isIn(reason, ENDED);
            assertThat(above.linked()).isZero();
            assertThat(node.linked()).isZero();
        }
    }

    @Test
    void should_lose_no_cancellation_from_above_when_a_chain_ends_all_at_once() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancelNode above = (CancelNode) Context.background().withCancel();
            OwnedNode one = OwnedNode.below(above, new NamedOwner("one"));
            OwnedNode two = OwnedNode.below(one, new NamedOwner("two"));
            OwnedNode three = OwnedNode.below(two, new NamedOwner("three"));
            CancellableContext last = three.withCancel();

            // when, then
            together.run(() -> two.end(ENDED), () -> one.end(ENDED), () -> three.end(ENDED), () -> {
                above.cancel();
                assertThat(last.isCancelled()).isTrue();
            });
            assertThat(last.reason()).containsSame(above.reason().orElseThrow());
        }
    }

    @Test
    void should_harm_neither_siblings_nor_children_when_children_are_closed_during_the_end() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancelNode above = (CancelNode) Context.background().withCancel();
            List<CancellableContext> siblings = children(above, 4);
            OwnedNode node = OwnedNode.below(above, new NamedOwner("node"));
            List<CancellableContext> closing = children(node, 4);
            List<CancellableContext> staying = children(node, 4);
            closing.forEach(Context::withCancel);

            // when
            together.run(
                    () -> node.end(ENDED),
                    () -> closing.forEach(CancellableContext::close),
                    () -> closing.reversed().forEach(CancellableContext::cancel));

            // then
            assertThat(closing).allMatch(Context::isCancelled);
            assertThat(siblings).noneMatch(Context::isCancelled);
            assertThat(staying).noneMatch(Context::isCancelled);
            assertThat(above.linked()).isEqualTo(8);
            above.cancel();
            assertThat(siblings).allMatch(Context::isCancelled);
            assertThat(staying).allMatch(Context::isCancelled);
        }
    }

    @Test
    void should_be_adopted_or_cancelled_at_birth_when_derived_during_the_end() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancelNode above = (CancelNode) Context.background().withCancel();
            OwnedNode node = OwnedNode.below(above, new NamedOwner("node"));
            AtomicReference<Context> child = new AtomicReference<>();
            if (round % 2 == 0) {
                node.withCancel().close();
            }

            // when
            together.run(() -> node.end(ENDED), () -> child.set(node.withCancel()));

            // then
            boolean adopted = child.get().reason().isEmpty();
            assertThat(above.linked()).isEqualTo(adopted ? 1 : 0);
            above.cancel();
            assertThat(child.get().reason())
                    .containsSame(adopted ? above.reason().orElseThrow() : ENDED);
        }
    }

    private static List<CancellableContext> children(CancelNode parent, int count) {
        return new ArrayList<>(Stream.generate(parent::withCancel).limit(count).toList());
    }
}
