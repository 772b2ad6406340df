package dev.selvage.examples.supervised;

import dev.selvage.supervise.ChildStatus;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceFailedException;
import dev.selvage.supervise.SupervisorStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs jobs until all are done: {@code supervised [jobs [workers [crash-every [restarts-per-second]]]]}. */
public final class Main {
    private static final int[] DEFAULTS = {40, 3, 8, 20};
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Main() {}

    /** Exits with 0 if all jobs are done, with 1 if the supervisor gave up, with 2 on wrong arguments. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        int[] numbers = DEFAULTS.clone();
        try {
            for (int i = 0; i < args.length; i++) {
                numbers[i] = Integer.parseUnsignedInt(args[i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            err.println("usage: supervised [jobs [workers [crash-every [restarts-per-second]]]], numbers all: "
                    + e.getMessage());
            return 2;
        }
        return run(new JobRunner.Plan(numbers[0], numbers[1], numbers[2], numbers[3]), out, err);
    }

    private static int run(JobRunner.Plan plan, PrintStream out, PrintStream err) throws InterruptedException {
        JobRunner runner = JobRunner.of(plan, out);
        CompletableFuture<SupervisorStatus> end = new CompletableFuture<>();
        try (Service service = runner.start(end)) {
            service.awaitReady();
            out.println("all workers are up, " + plan.jobs() + " jobs to do");
            runner.queue().allDone().get();
            boolean drained = service.stop(GRACE);
            report(runner, end.get(), drained, out);
            return 0;
        } catch (ServiceFailedException | ExecutionException gaveUp) {
            err.println("gave up after " + runner.queue().doneCount() + " jobs: " + gaveUp.getMessage());
            return 1;
        }
    }

    private static void report(JobRunner runner, SupervisorStatus status, boolean drained, PrintStream out) {
        out.println(runner.queue().doneCount() + " jobs done, " + (drained ? "drained" : "cancelled"));
        int crashes = 0;
        for (ChildStatus child : status.children()) {
            crashes += child.restarts();
        }
        out.println(crashes + " crashes, as many restarts");
    }
}
