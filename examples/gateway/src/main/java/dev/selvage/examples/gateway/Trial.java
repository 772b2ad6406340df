package dev.selvage.examples.gateway;

import static dev.selvage.dsl.Go.sleep;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * One gateway under a load.
 *
 * @param tally what became of the questions
 * @param peak the most threads at work: requests and what they started
 * @param left how many of them live once the load has ended and none has ended for two seconds
 * @param queriesPeak the most queries that the database worked on
 * @param queriesLeft on how many it still works
 * @param heapPeak the most heap in use, in bytes
 * @param heapGrown how much more heap is in use than before, without garbage, in bytes
 */
record Trial(Tally tally, int peak, int left, int queriesPeak, int queriesLeft, long heapPeak, long heapGrown) {
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Lets the JIT compiler get to know the code. */
    static void warmUp(Subject subject, Load load) throws InterruptedException {
        try (LoadClient client = new LoadClient(subject.address())) {
            client.ask(load.warmUp(), () -> {});
        }
    }

    static Trial of(Subject subject, World world, Load load) throws InterruptedException, SQLException {
        IntSupplier alive = subject.alive();
        Census census = new Census(alive, world);
        long heapBefore = Census.heapWithoutGarbage();
        Tally tally;
        try (LoadClient client = new LoadClient(subject.address())) {
            tally = client.ask(load, census::take);
        }
        settle(alive);
        return new Trial(
                tally,
                census.threads(),
                alive.getAsInt(),
                census.queries(),
                world.queries(),
                census.heap(),
                Census.heapWithoutGarbage() - heapBefore);
    }

    /** Gives what was started the time to end, as long as something still does. */
    private static void settle(IntSupplier alive) throws InterruptedException {
        int least = alive.getAsInt();
        long end = System.nanoTime() + QUIET.toNanos();
        while (least > 0 && System.nanoTime() < end) {
            sleep(Duration.ofMillis(10));
            int now = alive.getAsInt();
            if (now < least) {
                least = now;
                end = System.nanoTime() + QUIET.toNanos();
            }
        }
    }
}
