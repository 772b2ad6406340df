package dev.selvage.supervise;

import java.time.Duration;

/** Two services that are drained at shutdown; runs until it is told to end. */
final class DrainingProgram {
    private DrainingProgram() {}

    public static void main(String[] args) throws InterruptedException {
        start("first");
        Service second = start("second");
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
