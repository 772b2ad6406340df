package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancelRaceTest {
    private static final int ROUNDS = 3_000;
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    enum Derivation {
        CANCEL,
        TIMEOUT,
        VALUE,
        ANY_FIRST,
        ANY_SECOND,
        GRANDCHILD;

        Context of(Context parent) {
            return switch (this) {
                case CANCEL -> parent.withCancel();
                case TIMEOUT -> parent.withTimeout(Duration.ofHours(1));
                case VALUE -> parent.with(KEY, "value");
                case ANY_FIRST -> Context.any(parent, Context.background());
                case ANY_SECOND -> Context.any(Context.background().withCancel(), parent);
                case GRANDCHILD -> parent.withCancel().with(KEY, "value").withCancel();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_lose_no_cancellation_when_deriving_races_with_cancel(Derivation derivation) {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext parent = Context.background().withCancel();
            AtomicReference<Context> child = new AtomicReference<>();

            // when
            together.run(parent::cancel, () -> child.set(derivation.of(parent)));

            // then
            assertThat(child.get().reason()).containsSame(parent.reason().orElseThrow());
            assertThat(((CancelNode) parent).linked()).isZero();
        }
    }

    @Test
    void should_have_cancelled_all_below_when_any_of_several_cancellers_returns() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext parent = Context.background().withCancel();
            List<Context> below = tree(parent);
            Runnable cancelAndLook = () -> {
                parent.cancel();
                assertThat(below).allMatch(Context::isCancelled);
            };
            Runnable closeAndLook = () -> {
                parent.close();
                assertThat(below).allMatch(Context::isCancelled);
            };

            // when, then
            together.run(cancelAndLook, closeAndLook, cancelAndLook);
        }
    }

    @Test
    void should_have_cancelled_all_below_when_ancestor_and_descendant_are_cancelled_at_once() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext parent = Context.background().withCancel();
            CancellableContext child = parent.withCancel();
            List<Context> below = tree(child);

            // when, then
            together.run(
                    () -> {
                        parent.cancel();
                        assertThat(below).allMatch(Context::isCancelled);
                    },
                    () -> {
                        child.cancel();
                        assertThat(below).allMatch(Context::isCancelled);
                    });
            CancelReason reason = child.reason().orElseThrow();
            assertThat(below).allSatisfy(context -> assertThat(context.reason()).containsSame(reason));
            assertThat(((CancelNode) parent).linked()).isZero();
            assertThat(((CancelNode) child).linked()).isZero();
        }
    }

    @Test
    void should_have_one_reason_for_good_when_members_of_any_are_cancelled_at_once() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext one = Context.background().withCancel();
            CancellableContext two = Context.background().withCancel();
            CancellableContext any = Context.any(one, two);
            CancellableContext below = any.withCancel();

            // when, then
            together.run(
                    () -> {
                        one.cancel();
                        assertThat(below.isCancelled()).isTrue();
                    },
                    () -> {
                        two.cancel();
                        assertThat(below.isCancelled()).isTrue();
                    });
            assertThat(any.reason().orElseThrow())
                    .isIn(one.reason().orElseThrow(), two.reason().orElseThrow());
            assertThat(below.reason()).containsSame(any.reason().orElseThrow());
            assertThat(((CancelNode) one).linked()).isZero();
            assertThat(((CancelNode) two).linked()).isZero();
        }
    }

    @Test
    void should_show_reason_exactly_when_cancelled_when_read_during_a_cancel() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext parent = Context.background().withCancel();
            Context child = parent.withCancel().with(KEY, "value");

            // when, then
            together.run(
                    parent::cancel,
                    () -> {
                        while (!child.isCancelled()) {
                            Thread.yield();
                        }
                        assertThat(child.reason()).isPresent();
                    },
                    () -> {
                        while (child.reason().isEmpty()) {
                            Thread.yield();
                        }
                        assertThat(child.isCancelled()).isTrue();
                    });
        }
    }

    @Test
    void should_lose_nothing_when_a_random_tree_is_grown_and_cancelled_from_all_sides() {
        Random seeds = new Random(20260101);
        for (int round = 0; together.another(round, 300); round++) {
            // given
            CancellableContext root = Context.background().withCancel();
            List<Grower> growers = Stream.generate(() -> new Grower(root, seeds.nextLong()))
                    .limit(3)
                    .toList();

            // when
            together.run(growers.get(0), growers.get(1), growers.get(2), root::cancel);

            // then
            assertThat(growers).allSatisfy(grower -> assertThat(grower.grown).allMatch(Context::isCancelled));
            assertThat(((CancelNode) root).linked()).isZero();
        }
    }

    /** Derives from, and cancels, what it has derived before. */
    private static final class Grower implements Runnable {
        private final List<Context> grown = new ArrayList<>();
        private final Random random;

        Grower(Context root, long seed) {
            grown.add(root);
            random = new Random(seed);
        }

        @Override
        public void run() {
            Derivation[] kinds = Derivation.values();
            for (int i = 0; i < 100; i++) {
                int n = random.nextInt(grown.size());
                Context from = grown.get(n);
                if (n > 0 && random.nextInt(4) == 0) {
                    if (from instanceof CancellableContext node) {
                        node.cancel();
                        assertThat(node.isCancelled()).isTrue();
                    }
                } else {
                    grown.add(kinds[random.nextInt(kinds.length)].of(from));
                }
            }
        }
    }

    private static List<Context> tree(Context root) {
        List<Context> all = new ArrayList<>();
        List<Context> level = List.of(root);
        for (int depth = 0; depth < 3; depth++) {
            List<Context> next = new ArrayList<>();
            for (Iterator<Context> it = level.iterator(); it.hasNext(); ) {
                Context parent = it.next();
                next.add(parent.withCancel());
                next.add(Context.any(Context.background(), parent));
                next.add(parent.withTimeout(Duration.ofHours(1)).with(KEY, "value"));
            }
            all.addAll(next);
            level = next;
        }
        return all;
    }
}
