package dev.selvage.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.context.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pipelines and pools that end early, and leave nothing behind. */
@ExtendWith(NothingLeft.class)
class PipelineTest {
    private static void numbers(Sender<Integer> out, AtomicInteger made) throws InterruptedException {
        while (true) {
            out.send(made.incrementAndGet());
        }
    }

    private static void doubled(Receiver<Integer> in, Sender<Integer> out) throws InterruptedException {
        for (Integer value : in) {
            out.send(value * 2);
        }
    }

    @Test
    void should_leave_nothing_behind_and_run_little_ahead_when_it_has_enough() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        List<Integer> taken = Scope.call(scope -> {
            Channel<Integer> numbers = Channel.buffered(4);
            Channel<Integer> doubled = Channel.buffered(4);
            scope.go(() -> numbers(numbers, made));
            scope.go(() -> doubled(numbers, doubled));
            List<Integer> first = doubled.stream().limit(10).toList();
            scope.cancel("enough");
            return first;
        });
        assertThat(taken)
                .isEqualTo(IntStream.rangeClosed(1, 10).map(n -> n * 2).boxed().toList());
        assertThat(made.get()).as("made ahead").isLessThanOrEqualTo(10 + 4 + 1 + 4 + 1);
    }

    @Test
    void should_end_stage_by_stage_when_the_last_discards_what_it_does_not_need() throws InterruptedException {
        List<Integer> released = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();
        List<Integer> taken = Scope.options().isolated(failure -> {}).call(scope -> {
            Channel<Integer> numbers = Channel.buffered(2);
            Channel<Integer> doubled =
                    Channel.<Integer>options().onUndelivered(released::add).buffered(2);
            scope.go(() -> numbers(numbers, made));
            scope.go(() -> {
                try {
                    doubled(numbers, doubled);
                } catch (ChannelClosedException e) {
                    numbers.discard();
                }
            });
            List<Integer> first = doubled.stream().limit(3).toList();
            doubled.discard();
            return first;
        });
        assertThat(taken).containsExactly(2, 4, 6);
        assertThat(released).hasSizeLessThanOrEqualTo(2).isSubsetOf(8, 10);
    }

    @Test
    void should_end_as_a_whole_with_the_failure_when_a_stage_fails() {
        IOException disk = new IOException("disk");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Channel<Integer> numbers = Channel.buffered(4);
                    Channel<Integer> out = Channel.rendezvous();
                    scope.go(() -> numbers(numbers, new AtomicInteger()));
                    scope.go(() -> {
                        for (Integer value : numbers) {
                            if (value == 20) {
                                throw disk;
                            }
                            out.send(value);
                        }
                    });
                    out.forEach(value -> assertThat(value).isLessThan(20));
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasRootCause(disk);
    }

    @Test
    void should_do_one_job_a_tick_and_stop_when_the_context_is_cancelled() throws Exception {
        int count = 20;
        int jobsDone = 30;
        ManualTime time = new ManualTime();
        Channel<Integer> jobs = Channel.unlimited();
        Channel<Integer> results = Channel.unlimited();
        for (int job = 0; job < 1_000; job++) {
            jobs.send(job);
        }
        List<Goroutine<String>> workers = new ArrayList<>();
        Scope.options().withContext(time.root()).run(scope -> {
            Ticker limit = Ticker.every(ofSeconds(1));
            for (int i = 0; i < count; i++) {
                workers.add(scope.go(() -> limited(limit, jobs, results)));
            }
            Peer.untilReceiversWait((Channel<?>) limit.channel(), count);
            for (int job = 0; job < jobsDone; job++) {
                assertThat(results.tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofSeconds(1));
                assertThat(results.receive()).isEqualTo(job);
            }
            scope.cancel("closing time");
        });
        assertThat(workers)
                .allMatch(worker -> worker.outcome().orElseThrow().toString().contains("stopped"));
        assertThat(jobs.size()).isEqualTo(1_000 - jobsDone);
        assertThat(results.size()).isZero();
        assertThat(time.armed()).isZero();
    }

    private static String limited(Ticker limit, Receiver<Integer> jobs, Sender<Integer> results)
            throws InterruptedException {
        Context context = Context.current();
        while (true) {
            boolean stopped = Select.<Boolean, RuntimeException>select(
                    Select.onDone(context, () -> true), limit.channel().onReceive(tick -> {
                        results.send(jobs.receive());
                        return false;
                    }));
            if (stopped) {
                return "stopped";
            }
        }
    }
}
