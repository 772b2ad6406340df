package dev.selvage.channel;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A select leaves nothing behind at what it did not take, and one that is built once allocates nothing where it need not wait. */
@ExtendWith(NothingLeft.class)
class SelectMemoryTest {
    private static final int RUNS = 100_000;
    private static final int WAITS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Channel<Integer> silent = Channel.rendezvous();
    private final Channel<Integer> ready = Channel.buffered(4);

    @Test
    void should_allocate_nothing_when_a_clause_is_ready_to_receive() throws Exception {
        Integer value = 1_000;
        Select<Integer, RuntimeException> select =
                Select.of(silent.onReceive(got -> got), ready.onReceive(got -> got), silent.onSend(value, () -> value));
        assertAllocatesNothing(() -> {
            ready.trySend(value);
            return select.run();
        });
    }

    @Test
    void should_allocate_nothing_when_a_clause_is_ready_to_send() throws Exception {
        Integer value = 1_000;
        Channel<Integer> dropping = Channel.conflated();
        Select<Integer, RuntimeException> select =
                Select.of(dropping.onSend(value, () -> value), silent.onReceive(got -> got));
        assertAllocatesNothing(select::run);
    }

    @Test
    void should_allocate_nothing_in_the_order_written_when_not_the_first_is_ready() throws Exception {
        Integer value = 1_000;
        Select<Integer, RuntimeException> select = Select.firstOf(
                silent.onReceive(got -> got), ready.onReceive(got -> got), silent.onSend(value, () -> value));
        assertAllocatesNothing(() -> {
            ready.trySend(value);
            return select.run();
        });
    }

    private void assertAllocatesNothing(Run run) throws Exception {
        long allocated = Peer.Home.PLATFORM
                .start(() -> {
                    long thread = Thread.currentThread().threadId();
                    repeat(run, RUNS); // warm
                    long least = Long.MAX_VALUE;
                    for (int i = 0; i < 3; i++) { // the compiler may swap code under the first
                        long before = threads.getThreadAllocatedBytes(thread);
                        repeat(run, RUNS);
                        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
                    }
                    return least;
                })
                .get();
        assertThat(allocated).as("bytes in %s runs", RUNS).isLessThan(RUNS / 10);
    }

    private static void repeat(Run run, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            if (run.once() != 1_000) {
                throw new AssertionError("another value");
            }
        }
    }

    @FunctionalInterface
    private interface Run {
        Integer once() throws InterruptedException;
    }

    @Test
    void should_retain_nothing_at_a_silent_channel_when_a_million_selects_were_ready() throws Exception {
        Select<Integer, RuntimeException> select =
                Select.of(silent.onReceive(got -> got), ready.onReceive(got -> got), silent.onClosed(() -> 0));
        for (int i = 0; i < 1_000_000; i++) {
            ready.trySend(1);
            select.run();
        }
        assertThat(silent.toString()).doesNotContain("wait");
    }

    @Test
    void should_retain_nothing_when_many_selects_have_waited() throws Exception {
        Channel<Integer> shared = Channel.rendezvous();
        List<WeakReference<byte[]>> handlers = new ArrayList<>();
        try (CancellableContext context = Context.background().withCancel()) {
            Scope.run(scope -> {
                Goroutine<Integer> goroutine = scope.go(() -> silent.receive());
                Goroutine<?> sender = scope.go(() -> {
                    for (int i = 0; i < WAITS; i++) {
                        shared.send(i);
                    }
                });
                Peer.untilReceiversWait(silent, 1);
                for (int i = 0; i < WAITS; i++) {
                    byte[] held = new byte[64];
                    if (i % 100 == 0) {
                        handlers.add(new WeakReference<>(held));
                    }
                    selectHolding(held, shared, context, goroutine);
                }
                sender.await();
                assertThat(silent.toString()).contains("1 receiver waits").doesNotContain("sender");
                assertForgotten(handlers);
                silent.send(1);
                goroutine.await();
            });
            assertThat(context.isCancelled()).isFalse();
        }
    }

    /** A select that holds an array by each clause, and takes none of those. */
    private void selectHolding(byte[] held, Channel<Integer> shared, Context context, Goroutine<Integer> goroutine)
            throws InterruptedException {
        Select.<Integer, RuntimeException>select(
                shared.onReceive(value -> value + held.length),
                ready.onReceive(value -> held.length),
                silent.onClosed(() -> held.length),
                Select.onDone(context, () -> held.length),
                Select.onDone(goroutine, outcome -> held.length),
                Select.after(ofHours(1), () -> held.length));
    }

    @Test
    void should_leave_from_among_thousands_when_they_select_on_one_channel() throws Exception {
        Channel<Integer> stop = Channel.rendezvous();
        Scope.run(scope -> {
            List<Goroutine<String>> others = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                others.add(scope.go(
                        () -> Select.select(silent.onReceive(value -> "value"), stop.onClosed(() -> "stopped"))));
            }
            Peer.untilReceiversWait(silent, 2_000);
            Channel<Integer> own = Channel.rendezvous();
            Goroutine<?> sender = scope.go(() -> {
                for (int i = 0; i < WAITS; i++) {
                    own.send(i);
                }
            });
            Select<Integer, RuntimeException> select =
                    Select.of(silent.onReceive(value -> -1), own.onReceive(value -> value));
            for (int i = 0; i < WAITS; i++) {
                assertThat(select.run()).isEqualTo(i);
            }
            sender.await();
            Peer.untilReceiversWait(silent, 2_000);
            stop.close();
            for (Goroutine<String> other : others) {
                assertThat(other.await()).isEqualTo("stopped");
            }
            assertThat(silent.toString()).doesNotContain("wait");
        });
    }

    private static void assertForgotten(List<WeakReference<byte[]>> references) {
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(references).allMatch(reference -> reference.get() == null);
        });
    }
}
