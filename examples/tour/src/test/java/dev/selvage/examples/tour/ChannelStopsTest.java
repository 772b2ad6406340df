package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelStopsTest {

    @Test
    void should_do_all_jobs_and_say_why_it_ended_when_a_worker_selects() throws Exception {
        assertThat(Shown.linesBy(SelectWorker::show))
                .containsExactly(
                        "worker: job 1",
                        "worker: job 2",
                        "closed: no more jobs",
                        "worker: job 1",
                        "worker: job 2",
                        "told to stop: cancelled");
    }

    @Test
    void should_count_exactly_when_one_goroutine_owns_the_counter() throws Exception {
        assertThat(Shown.linesBy(ChannelCounter::show)).containsExactly("counted 100,000 of 100,000");
    }

    @Test
    void should_give_the_answer_when_it_comes_in_time() throws Exception {
        assertThat(ResultOrTimeout.ask(Duration.ZERO, Duration.ofMinutes(10))).isEqualTo("the answer");
    }

    @Test
    void should_leave_nothing_behind_when_the_time_is_up() throws Exception {
        assertThat(Shown.linesBy(ResultOrTimeout::show))
                .containsExactly("a quick one: the answer", "a slow one:  no answer in time", "left behind: 0");
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 385", "4, 100, 338350", "20, 3, 14", "3, 0, 0"})
    void should_do_each_job_once_when_workers_share_them(int workers, int jobs, int sum) throws Exception {
        assertThat(WorkerPool.sumOfSquares(workers, jobs)).isEqualTo(sum);
    }

    @Test
    void should_leave_nothing_behind_when_a_pipeline_is_stopped_early() throws Exception {
        assertThat(Shown.linesBy(Pipeline::show))
                .containsExactly("primes: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]", "left behind: 0");
    }
}
