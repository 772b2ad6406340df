package dev.selvage.channel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the ready clauses runs: any with equal chance, or the first; and never otherwise, also while readiness moves. */
@ExtendWith(NothingLeft.class)
class SelectOrderTest {
    private static final int ROUNDS = 3_000;

    private final Channel<Integer> a = Channel.buffered(1);
    private final Channel<Integer> b = Channel.buffered(1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 20})
    void should_choose_each_equally_often_when_all_are_ready(int count) throws InterruptedException {
        int draws = 5_000 * count;
        int[] hits = new int[count];
        List<Clause<Integer, RuntimeException>> clauses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Channel<Integer> channel = Channel.buffered(1);
            channel.send(i);
            clauses.add(channel.onReceive(value -> {
                channel.trySend(value);
                return index;
            }));
        }
        Select<Integer, RuntimeException> select = Select.of(array(clauses));
        for (int i = 0; i < draws; i++) {
            hits[select.run()]++;
        }
        double chance = 1.0 / count;
        double sevenSigma = 7 * Math.sqrt(draws * chance * (1 - chance)); // by chance once in 10^11
        for (int hit : hits) {
            assertThat((double) hit).isBetween(draws * chance - sevenSigma, draws * chance + sevenSigma);
        }
    }

    @SuppressWarnings("unchecked") // a generic array
    private static Clause<Integer, RuntimeException>[] array(List<Clause<Integer, RuntimeException>> clauses) {
        return (Clause<Integer, RuntimeException>[]) clauses.toArray(new Clause<?, ?>[0]);
    }

    @Test
    void should_take_the_first_when_it_is_in_order() throws InterruptedException {
        Select<String, RuntimeException> select = Select.firstOf(
                a.onReceive(value -> "a"), b.onReceive(value -> "b"), Select.otherwise(() -> "otherwise"));
        for (int i = 0; i < 100; i++) {
            a.send(1);
            b.send(1);
            assertThat(select.run()).isEqualTo("a");
            assertThat(select.run()).isEqualTo("b");
            assertThat(select.run()).isEqualTo("otherwise");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_never_take_otherwise_when_readiness_only_moves(boolean fair) throws Exception {
        Clause<String, RuntimeException> fromA = a.onReceive(value -> "value");
        Clause<String, RuntimeException> fromB = b.onReceive(value -> "value");
        Clause<String, RuntimeException> otherwise = Select.otherwise(() -> "otherwise");
        Select<String, RuntimeException> select =
                fair ? Select.of(fromA, fromB, otherwise) : Select.firstOf(fromA, fromB, otherwise);
        CyclicBarrier barrier = new CyclicBarrier(2);
        Peer<String> mover = Peer.Home.PLATFORM.start(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                a.trySend(1);
                barrier.await(30, SECONDS);
                for (int move = 0; move < 4; move++) { // the new one is there before the old one goes
                    b.trySend(1);
                    a.tryReceive();
                    a.trySend(1);
                    b.tryReceive();
                }
                barrier.await(30, SECONDS);
                a.tryReceive();
                b.tryReceive();
            }
            return "moved";
        });
        Peer<Integer> selecting = Peer.Home.PLATFORM.start(() -> {
            int wrong = 0;
            for (int i = 0; i < ROUNDS; i++) {
                barrier.await(30, SECONDS);
                spin();
                wrong += select.run().equals("otherwise") ? 1 : 0;
                barrier.await(30, SECONDS);
            }
            return wrong;
        });
        assertThat(selecting.get()).as("otherwise although a clause was ready").isZero();
        mover.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_never_take_the_second_when_the_first_is_always_ready_before(boolean waits) throws Exception {
        Select<String, RuntimeException> select = Select.firstOf(
                a.onReceive(value -> "a"),
                b.onReceive(value -> "b"),
                Select.<String, RuntimeException>otherwise(() -> "otherwise").when(!waits));
        CyclicBarrier barrier = new CyclicBarrier(2);
        Peer<String> sender = Peer.Home.PLATFORM.start(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                barrier.await(30, SECONDS);
                a.trySend(1);
                b.trySend(1);
                barrier.await(30, SECONDS);
                a.tryReceive();
                b.tryReceive();
            }
            return "sent";
        });
        Peer<Integer> selecting = Peer.Home.PLATFORM.start(() -> {
            int wrong = 0;
            for (int i = 0; i < ROUNDS; i++) {
                barrier.await(30, SECONDS);
                spin();
                wrong += select.run().equals("b") ? 1 : 0;
                barrier.await(30, SECONDS);
            }
            return wrong;
        });
        assertThat(selecting.get())
                .as("the second although the first was ready")
                .isZero();
        sender.get();
    }

    private static void spin() {
        for (int i = ThreadLocalRandom.current().nextInt(200); i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
