package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackgroundWorkerTest {

    @Test
    void should_stop_the_worker_when_the_body_is_done_or_the_context_cancelled() throws Exception {
        assertThat(Shown.linesBy(BackgroundWorker::show))
                .containsExactly(
                        "worker: job 1",
                        "worker: job 2",
                        "worker: job 3",
                        "worker: going home",
                        "the body was done, so the scope stopped its daemon",
                        "worker: job 1",
                        "worker: job 2",
                        "worker: job 3",
                        "worker: going home",
                        "the context was cancelled: CANCELLED",
                        "goroutines left: 0");
    }
}
