package dev.selvage.examples.supervised;

import dev.selvage.supervise.ChildTask;
import dev.selvage.supervise.Lifecycle;
import java.time.Duration;

/**
 * Takes jobs until it is asked to stop. The first attempt at every n-th job crashes it; its supervisor brings it back.
 *
 * @param queue where the jobs are
 * @param crashEvery n; zero: no job does
 * @param effort how long a job takes
 */
record Worker(JobQueue queue, int crashEvery, Duration effort) implements ChildTask {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    @Override
    public void run(Lifecycle life) throws Exception {
        life.ready();
        while (!life.stopping().isCancelled()) {
            Job job = queue.poll(PATIENCE);
            if (job != null) {
                attempt(job);
            }
        }
    }

    private void attempt(Job job) throws InterruptedException {
        boolean done = false;
        try {
            work(job);
            done = true;
        } finally {
            if (done) {
                queue.done(job);
            } else {
                queue.putBack(job); // crashed or cancelled: at least once, by whoever comes next
            }
        }
    }

    private void work(Job job) throws InterruptedException {
        Thread.sleep(effort);
        if (crashEvery > 0 && job.number() % crashEvery == 0 && job.attempt() == 0) {
            throw new IllegalStateException("job " + job.number() + " was too much");
        }
    }
}
