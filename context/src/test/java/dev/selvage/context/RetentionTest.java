package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.ManualTime;
import dev.selvage.context.internal.NamedOwner;
import dev.selvage.context.internal.OwnedNode;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has ended is held by nothing. */
@Timeout(300)
class RetentionTest {
    private static final int MANY = 1_000_000;
    private static final ContextKey<byte[]> LOAD = ContextKey.named("load", byte[].class);

    private final ManualTime time = new ManualTime();
    private final CancelNode parent = (CancelNode) time.root().withCancel();

    @Test
    void should_retain_nothing_when_a_million_children_are_derived_and_closed() {
        // given
        List<WeakReference<Context>> some = new ArrayList<>();

        // when
        for (int i = 0; i < MANY; i++) {
            CancellableContext child = i % 2 == 0 ? parent.withCancel() : parent.withTimeout(Duration.ofHours(1));
            if (i % 10_000 < 2) {
                some.add(new WeakReference<>(child));
            }
            child.close();
        }

        // then
        assertThat(parent.linked()).isZero();
        assertThat(time.armed()).isZero();
        assertFreed(some);
    }

    @Test
    void should_retain_nothing_when_hooks_are_registered_and_stopped() {
        // given
        List<WeakReference<Object>> some = new ArrayList<>();

        // when
        for (int i = 0; i < 100_000; i++) {
            Object load = new Object();
            Registration hook = parent.onCancel(() -> some.add(new WeakReference<>(load)));
            if (i % 10_000 == 0) {
                some.add(new WeakReference<>(load));
            }
            hook.close();
        }

        // then
        assertThat(parent.linked()).isZero();
        assertFreed(some);
    }

    @Test
    void should_retain_nothing_in_any_member_when_closed() {
        // given
        CancelNode other = (CancelNode) Context.background().withCancel();
        List<WeakReference<Context>> some = new ArrayList<>();

        // when
        for (int i = 0; i < 100_000; i++) {
            CancellableContext any = Context.any(parent, other, parent);
            CancellableContext shield = parent.shielded(Duration.ofHours(1));
            if (i % 10_000 == 0) {
                some.add(new WeakReference<>(any));
                some.add(new WeakReference<>(shield));
            }
            any.close();
            shield.close();
        }

        // then
        assertThat(parent.linked()).isZero();
        assertThat(other.linked()).isZero();
        assertFreed(some);
    }

    @Test
    void should_retain_nothing_when_each_of_an_endless_chain_starts_the_next_and_ends() {
        // given
        CancelReason ended = new CancelReason(Kind.CLOSED, "ended", Optional.empty());
        List<WeakReference<Context>> some = new ArrayList<>();
        CancelNode current = OwnedNode.below(parent, new NamedOwner(0));

        // when
        for (int i = 1; i <= 100_000; i++) {
            Context ambient = current.with(LOAD, new byte[1_000]);
            CancelNode next = OwnedNode.below((AbstractContext) ambient, new NamedOwner(i));
            current.end(ended);
            if (i % 10_000 == 0) {
                some.add(new WeakReference<>(current));
                some.add(new WeakReference<>(ambient));
            }
            current = next;
        }

        // then
        assertThat(parent.linked()).isEqualTo(1);
        assertThat(current).hasToString("background > withCancel > 100000");
        assertFreed(some);
        parent.cancel();
        assertThat(current.isCancelled()).isTrue();
    }

    @Test
    void should_retain_nothing_when_a_chain_ends_in_another_order() {
        // given
        CancelReason ended = new CancelReason(Kind.CLOSED, "ended", Optional.empty());
        List<OwnedNode> chain = new ArrayList<>(List.of(OwnedNode.below(parent, new NamedOwner(0))));
        for (int i = 1; i < 1_000; i++) {
            Context ambient = chain.getLast().with(LOAD, new byte[1_000]);
            chain.add(OwnedNode.below((AbstractContext) ambient, new NamedOwner(i)));
        }
        List<WeakReference<OwnedNode>> all = new ArrayList<>();
        OwnedNode last = chain.removeLast();

        // when
        for (int i = 0; !chain.isEmpty(); i++) {
            OwnedNode next = chain.remove(i * 31 % chain.size());
            next.end(ended);
            all.add(new WeakReference<>(next));
        }

        // then
        assertThat(parent.linked()).isEqualTo(1);
        assertThat(last).hasToString("background > withCancel > 999");
        assertFreed(all);
        parent.cancel();
        assertThat(last.isCancelled()).isTrue();
    }

    private static void assertFreed(List<? extends WeakReference<?>> references) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            System.gc();
            assertThat(references).allMatch(reference -> reference.get() == null);
        });
    }
}
