package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.channel.Channel;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class PipelineTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private final AtomicInteger taken = new AtomicInteger();

    private Iterator<Integer> endless() {
        return Stream.generate(taken::incrementAndGet).iterator();
    }

    @Test
    void should_keep_the_order_when_stages_work_in_parallel() throws Exception {
        // given
        CountDownLatch others = new CountDownLatch(3);
        Pipeline<String> pipeline = Pipeline.from(HUNDRED)
                .stage("wait", 4, 2, i -> {
                    if (i == 0) {
                        Work.await(others);
                    }
                    others.countDown();
                    return i * 2;
                })
                .stage("text", 1, 0, i -> "n" + i);

        // when, then
        assertThat(pipeline.toList())
                .isEqualTo(HUNDRED.stream().map(i -> "n" + i * 2).toList());
        assertThat(pipeline.toList()).hasSize(100);
    }

    @Test
    void should_pass_on_what_is_ready_when_the_order_does_not_matter() throws Exception {
        // given
        CountDownLatch last = new CountDownLatch(1);

        // when
        List<Integer> values = Pipeline.from(HUNDRED)
                .unorderedStage("slow first", 2, 3, i -> {
                    if (i == 0) {
                        Work.await(last);
                    } else if (i == 99) {
                        last.countDown();
                    }
                    return i;
                })
                .toList();

        // then
        assertThat(values).containsExactlyInAnyOrderElementsOf(HUNDRED);
        assertThat(values.indexOf(0)).isGreaterThan(90);
    }

    @Test
    void should_work_on_as_many_values_as_its_parallelism_when_there_are_enough() throws Exception {
        // given
        CyclicBarrier ordered = new CyclicBarrier(4);
        CyclicBarrier unordered = new CyclicBarrier(5);

        // when, then
        assertThat(Pipeline.from(HUNDRED)
                        .stage("four", 4, 0, i -> {
                            ordered.await();
                            return i;
                        })
                        .unorderedStage("five", 5, 0, i -> {
                            unordered.await();
                            return i;
                        })
                        .toList())
                .hasSize(100);
    }

    @Test
    void should_stop_the_source_when_the_consumer_ends_early() throws Exception {
        // when
        int third = Pipeline.<Integer>from(this::endless)
                .stage("same", 3, 5, i -> i)
                .unorderedStage("same", 2, 5, i -> i)
                .<Integer, RuntimeException>call(values -> {
                    values.receive();
                    values.receive();
                    return values.receive();
                });

        // then
        assertThat(third).isBetween(1, 3 + 2 + 5);
        assertThat(taken).hasValueLessThan(40);
    }

    @Test
    void should_hold_the_source_back_when_nobody_takes() throws Exception {
        assertThat(Pipeline.<Integer>from(this::endless)
                        .stage("one", 1, 2, i -> i)
                        .<Integer, Exception>call(values -> {
                            Channel<Integer> channel = (Channel<Integer>) values;
                            Awaitility.await().until(() -> channel.size() == 2);
                            return taken.get();
                        }))
                .isBetween(2, 4);
    }

    @Test
    void should_end_all_when_a_stage_the_source_or_the_consumer_fails() {
        // given
        IOException failure = new IOException("broken");
        IllegalStateException panic = new IllegalStateException("source");

        // when, then
        for (int parallelism : new int[] {1, 3}) {
            assertThatThrownBy(() -> Pipeline.<Integer>from(this::endless)
                            .stage("breaks", parallelism, 1, i -> {
                                if (i == 20) {
                                    throw failure;
                                }
                                return i;
                            })
                            .toList())
                    .isInstanceOf(ScopeFailedException.class)
                    .hasCause(failure)
                    .hasNoSuppressedExceptions();
            taken.set(0);
        }
        assertThatThrownBy(() -> Pipeline.from(() -> Stream.<Integer>generate(() -> {
                                    throw panic;
                                })
                                .iterator())
                        .toList())
                .hasCause(panic);
        assertThatThrownBy(() -> Pipeline.<Integer>from(this::endless)
                        .stage("same", 2, 1, i -> i)
                        .forEach(i -> {
                            throw failure;
                        }))
                .isSameAs(failure);
    }

    @Test
    void should_end_with_the_deadline_or_the_cancellation_of_the_caller() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(5))
                        .run(scope -> Pipeline.<Integer>from(this::endless)
                                .stage("hangs", 2, 0, i -> Work.<Integer>hang())
                                .toList()))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() ->
                        Scope.run(scope -> Pipeline.<Integer>from(this::endless).forEach(i -> {
                            if (i == 10) {
                                scope.cancel("stop");
                            }
                        })))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("stop");
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        Pipeline<Integer> pipeline = Pipeline.from(HUNDRED);
        assertThatThrownBy(() -> pipeline.stage("a", 0, 1, i -> i))
                .hasMessageContaining("Stage a must work on at least 1");
        assertThatThrownBy(() -> pipeline.unorderedStage("a", 1, -1, i -> i)).hasMessageContaining("not be negative");
        assertThatThrownBy(() -> pipeline.stage("a", 2, 1, i -> null).toList())
                .hasRootCauseMessage("Stage a returned null; a channel carries none");
        assertThatNullPointerException()
                .isThrownBy(() -> pipeline.stage(null, 1, 1, i -> i))
                .withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> pipeline.call(null)).withMessage("consumer");
        assertThatNullPointerException().isThrownBy(() -> Pipeline.from(null)).withMessage("source");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_give_the_result_when_the_consumer_discards_the_rest(boolean ordered) throws Exception {
        // given
        Pipeline<Integer> source = Pipeline.from(this::endless);
        Pipeline<Integer> pipeline =
                ordered ? source.stage("work", 3, 2, i -> i) : source.unorderedStage("work", 3, 2, i -> i);
        for (int round = 0; round < 100; round++) {

            // when
            boolean received = pipeline.call(values -> {
                int first = values.receive();
                values.discard();
                Thread.yield();
                return first > 0;
            });

            // then
            assertThat(received).isTrue();
        }
    }
}
