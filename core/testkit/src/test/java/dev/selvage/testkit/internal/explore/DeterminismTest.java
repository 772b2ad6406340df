package dev.selvage.testkit.internal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Select;
import dev.selvage.dsl.Go;
import dev.selvage.testkit.OtherJvm;
import dev.selvage.testkit.Policy;
import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.internal.sched.Limits;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed gives the same trace, whatever blocks; other seeds give others. */
class DeterminismTest {
    private static final int RUNS = 1_000;
    private static final Limits LIMITS = new Limits(20_000, Duration.ofSeconds(20), Duration.ZERO, true);

    @ParameterizedTest
    @EnumSource
    void should_take_the_same_way_when_the_seed_is_the_same(Program program) {
        // when
        Set<Long> hashes = new HashSet<>();
        List<String> tables = new ArrayList<>();
        explore(program, explorer -> {
            for (int i = 0; i < RUNS; i++) {
                Attempt attempt = explorer.attempt(Policy.RANDOM, 3, 42, 7);
                assertThat(attempt.finding()).isNull();
                hashes.add(attempt.trace().hash());
                if (i == 0 || i == RUNS - 1) {
                    tables.add(TraceTable.of(attempt.trace()));
                }
            }
        });

        // then
        assertThat(hashes).hasSize(1);
        assertThat(tables.getFirst()).isEqualTo(tables.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", OtherJvm.OPEN + " -Dselvage.sim.access=opened"})
    void should_take_the_same_way_when_a_jvm_has_other_flags(String flags) throws Exception {
        assertThat(OtherJvm.run(DeterminismTest.class, flags.split(" "))).isEqualTo(traces(1));
    }

    /** Runs in the other JVM. */
    public static void main(String[] none) {
        traces(RUNS).forEach(System.out::println);
    }

    /** Of each program the traces of that many runs. */
    private static List<String> traces(int runs) {
        List<String> traces = new ArrayList<>();
        for (Program program : Program.values()) {
            explore(program, explorer -> traces.add(program + " " + hashes(explorer, runs)));
        }
        return traces;
    }

    private static Set<Long> hashes(Explorer explorer, int runs) {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < runs; i++) {
            Attempt attempt = explorer.attempt(Policy.RANDOM, 3, 42, 7);
            assertThat(attempt.finding()).isNull();
            hashes.add(attempt.trace().hash());
        }
        return hashes;
    }

    @ParameterizedTest
    @EnumSource
    void should_take_many_ways_when_the_seeds_differ(Program program) {
        // when
        Set<Long> hashes = new HashSet<>();
        explore(program, explorer -> {
            for (int i = 0; i < 40; i++) {
                hashes.add(explorer.attempt(Policy.RANDOM, 3, i, 1).trace().hash());
            }
        });

        // then
        assertThat(hashes).hasSizeGreaterThan(10);
    }

    private static void explore(Program program, Consumer<Explorer> work) {
        Available.orThrow();
        Session.run(Duration.ofSeconds(60), driver -> {
            work.accept(new Explorer(driver, (run, seed) -> program.body(), LIMITS));
            return "done";
        });
    }

    enum Program {
        CHANNELS,
        MONITORS,
        LOCKS,
        QUEUES,
        FUTURES;

        private Run.Body body() {
            return switch (this) {
                case CHANNELS -> DeterminismTest::channels;
                case MONITORS -> DeterminismTest::monitors;
                case LOCKS -> DeterminismTest::locks;
                case QUEUES -> DeterminismTest::queues;
                case FUTURES -> DeterminismTest::futures;
            };
        }
    }

    private static void channels() throws Exception {
        Channel<Integer> one = Channel.rendezvous();
        Channel<Integer> other = Channel.buffered(1);
        Scope.run(scope -> {
            scope.go("one", () -> one.send(1));
            scope.go("other", () -> other.send(2));
            scope.go("sleeper", () -> Go.sleep(Duration.ofSeconds(1)));
            for (int i = 0; i < 2; i++) {
                Select.select(one.onReceive(value -> value), other.onReceive(value -> value));
            }
        });
    }

    private static void monitors() throws Exception {
        Object monitor = new Object();
        int[] turn = new int[1];
        Scope.run(scope -> {
            for (int i = 0; i < 3; i++) {
                int mine = i;
                scope.go(() -> {
                    synchronized (monitor) {
                        Simulation.point("inside");
                        while (turn[0] != mine) {
                            monitor.wait();
                        }
                        turn[0]++;
                        monitor.notifyAll();
                    }
                });
            }
        });
    }

    private static void locks() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Scope.run(scope -> {
            for (int i = 0; i < 3; i++) {
                scope.go(() -> {
                    lock.lock();
                    try {
                        Simulation.point("inside");
                    } finally {
                        lock.unlock();
                    }
                });
            }
        });
    }

    private static void queues() throws Exception {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        Scope.run(scope -> {
            scope.go(() -> queue.put(1));
            scope.go(() -> queue.put(2));
            scope.go(() -> queue.put(3));
            for (int i = 0; i < 3; i++) {
                queue.take();
            }
        });
    }

    private static void futures() throws Exception {
        CompletableFuture<Integer> one = new CompletableFuture<>();
        CompletableFuture<Integer> other = new CompletableFuture<>();
        Scope.run(scope -> {
            scope.go(() -> {
                Simulation.point("one");
                one.complete(1);
            });
            scope.go(() -> {
                Simulation.point("other");
                other.complete(2);
            });
            scope.go(() -> {
                one.thenCombine(other, Integer::sum).get();
            });
        });
    }
}
