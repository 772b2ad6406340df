package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work fanned out to many workers, results fanned in again: nothing missing, nothing twice. */
@ExtendWith(NothingLeft.class)
class FanTest {
    private static final int WORKERS = 24;
    private static final int JOBS = 12_000;
    private static final long SUM_OF_SQUARES = (long) JOBS * (JOBS + 1) * (2 * JOBS + 1) / 6;

    private static void jobsInto(Sender<Integer> jobs) throws InterruptedException {
        for (int job = 1; job <= JOBS; job++) {
            jobs.send(job);
        }
        jobs.close();
    }

    private static void squares(Receiver<Integer> jobs, Sender<Long> results) throws InterruptedException {
        for (Integer job : jobs) {
            results.send((long) job * job);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    void should_sum_exactly_when_workers_share_two_channels(int capacity) throws InterruptedException {
        long sum = Scope.call(scope -> {
            Channel<Integer> jobs = Channel.buffered(capacity);
            Channel<Long> results = Channel.buffered(capacity);
            scope.go(() -> jobsInto(jobs));
            List<Goroutine<?>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(scope.go(() -> squares(jobs, results)));
            }
            scope.go(() -> {
                for (Goroutine<?> worker : workers) {
                    worker.await();
                }
                results.close();
            });
            return results.stream().mapToLong(value -> value).sum();
        });
        assertThat(sum).isEqualTo(SUM_OF_SQUARES);
    }

    @Test
    void should_sum_exactly_when_each_worker_has_a_channel_and_one_select_takes_from_all() throws InterruptedException {
        long sum = Scope.call(scope -> {
            Channel<Integer> jobs = Channel.rendezvous();
            scope.go(() -> jobsInto(jobs));
            List<Clause<Long, RuntimeException>> clauses = new ArrayList<>();
            boolean[] open = new boolean[WORKERS];
            for (int i = 0; i < WORKERS; i++) {
                int index = i;
                open[i] = true;
                Channel<Long> own = Channel.rendezvous();
                scope.go(() -> {
                    squares(jobs, own);
                    own.close();
                });
                clauses.add(
                        own.<Long, RuntimeException>onReceive(value -> value).when(() -> open[index]));
                clauses.add(own.<Long, RuntimeException>onClosed(() -> {
                            open[index] = false;
                            return -1L;
                        })
                        .when(() -> open[index]));
            }
            Select<Long, RuntimeException> any = Select.of(array(clauses));
            long total = 0;
            for (int ended = 0; ended < WORKERS; ) {
                long value = any.run();
                if (value < 0) {
                    ended++;
                } else {
                    total += value;
                }
            }
            return total;
        });
        assertThat(sum).isEqualTo(SUM_OF_SQUARES);
    }

    @SuppressWarnings("unchecked") // a generic array
    private static Clause<Long, RuntimeException>[] array(List<Clause<Long, RuntimeException>> clauses) {
        return (Clause<Long, RuntimeException>[]) clauses.toArray(new Clause<?, ?>[0]);
    }
}
