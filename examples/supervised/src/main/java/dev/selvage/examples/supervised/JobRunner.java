package dev.selvage.examples.supervised;

import dev.selvage.supervise.Child;
import dev.selvage.supervise.Lifecycle;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import dev.selvage.supervise.Supervisor;
import dev.selvage.supervise.SupervisorOptions;
import dev.selvage.supervise.SupervisorStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Workers under a supervisor, in a service. Building one starts nothing.
 *
 * @param queue the jobs
 * @param plan how many workers, and how they behave
 * @param out where it tells what happens
 */
record JobRunner(JobQueue queue, Plan plan, PrintStream out) {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What to run.
     *
     * @param jobs how many
     * @param workers how many
     * @param crashEvery every how many jobs one crashes its worker; zero: none
     * @param restarts how many restarts are allowed within a second
     */
    record Plan(int jobs, int workers, int crashEvery, int restarts) {}

    static JobRunner of(Plan plan, PrintStream out) {
        return new JobRunner(new JobQueue(plan.jobs()), plan, out);
    }

    /** Starts it; its end, with the supervisor's last status, completes the future. */
    Service start(CompletableFuture<SupervisorStatus> end) {
        Service service = Service.start(
                ServiceOptions.named("jobs").drainedAtShutdown(GRACE),
                (scope, life) -> end.complete(supervised(Supervisor.start(scope, options(), workers()), life)));
        service.onFailure(end::completeExceptionally);
        service.onFailure(queue.allDone()::completeExceptionally);
        return service;
    }

    private static SupervisorStatus supervised(Supervisor supervisor, Lifecycle life) throws InterruptedException {
        supervisor.awaitReady();
        life.ready();
        supervisor.await();
        return supervisor.status();
    }

    private SupervisorOptions options() {
        return SupervisorOptions.named("workers")
                .withIntensity(plan.restarts(), Duration.ofSeconds(1))
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(50))
                .withListener(new Narrator(out));
    }

    private Child[] workers() {
        Worker worker = new Worker(queue, plan.crashEvery(), Duration.ofMillis(2));
        return IntStream.rangeClosed(1, plan.workers())
                .mapToObj(number ->
                        Child.of("worker-" + number, worker).withReadiness().withGrace(GRACE))
                .toArray(Child[]::new);
    }
}
