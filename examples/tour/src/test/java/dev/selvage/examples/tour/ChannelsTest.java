package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The stops about channels. */
class ChannelsTest {

    @Test
    void should_work_until_told_to_stop_when_a_worker_selects() throws Exception {
        assertThat(Shown.linesBy(SelectWorker::show))
                .containsExactly(
                        "job 1 is done",
                        "job 2 is done",
                        "job 3 is done",
                        "the worker was told to stop, and went home");
    }

    @Test
    void should_lose_no_increment_when_one_goroutine_owns_the_counter() throws Exception {
        assertThat(Shown.linesBy(ChannelCounter::show))
                .containsExactly("100 goroutines, 1000 increments each: the counter says 100000");
    }

    @Test
    void should_leave_nothing_behind_when_an_answer_is_late() throws Exception {
        assertThat(Shown.linesBy(ResultsInTime::show))
                .containsExactly("quick: an answer", "slow:  no answer in time", "goroutines left: 0");
    }

    @Test
    void should_square_each_once_when_workers_share_a_channel() throws Exception {
        assertThat(Shown.linesBy(PoolOfWorkers::show))
                .containsExactly(
                        "results: [1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144]", "never more than 3 at work: true");
    }

    @Test
    void should_end_every_stage_when_a_pipeline_is_left_early() throws Exception {
        assertThat(Shown.linesBy(Pipelines::show))
                .containsExactly(
                        "goroutines in the pipeline: 11",
                        "primes: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]",
                        "goroutines left: 0");
    }
}
