package dev.selvage.examples.supervised;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The jobs to do. It outlives the workers: a job that its worker did not finish is there for the next. */
final class JobQueue {
    private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Integer> allDone = new CompletableFuture<>();
    private final int jobs;

    JobQueue(int jobs) {
        this.jobs = jobs;
        for (int number = 1; number <= jobs; number++) {
            waiting.add(new Job(number, 0));
        }
        if (jobs == 0) {
            allDone.complete(0);
        }
    }

    /** The next job, or null if there was none for a while: time to see whether to stop. */
    @Nullable
    Job poll(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void putBack(Job job) {
        waiting.add(job.again());
    }

    void done(Job job) {
        done.add(job.number());
        if (done.size() == jobs) {
            allDone.complete(jobs);
        }
    }

    int doneCount() {
        return done.size();
    }

    /** Completed when every job is done. */
    CompletableFuture<Integer> allDone() {
        return allDone;
    }
}
