package dev.selvage.supervise;

import dev.selvage.Work;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Two services that are drained at shutdown; runs until it is told to end. With an argument: a third one, which does not end. */
final class DrainingProgram {
    private DrainingProgram() {}

    public static void main(String[] args) throws InterruptedException {
        start("first");
        Service second = start("second");
        if (args.length > 0) {
            Service.start(
                    ServiceOptions.named("stuck").drainedAtShutdown(Duration.ZERO),
                    scope -> Work.ignoringInterrupts(new CountDownLatch(1)));
        }
        System.out.println("up");
        second.await();
    }

    private static Service start(String name) {
        return Service.start(ServiceOptions.named(name).drainedAtShutdown(Duration.ofSeconds(20)), (scope, life) -> {
            life.awaitStop();
            System.out.println(name + " finishes");
        });
    }
}
