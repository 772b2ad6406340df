package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.time.Duration;

/** Starts work and reaches the end of its main. Run by {@link MainThatWaits} in a JVM of its own. */
public final class ShortMain {
    private ShortMain() {}

    /** Starts work of so many milliseconds, bare or in a scope. */
    public static void main(String[] args) throws InterruptedException {
        Duration work = Duration.ofMillis(Long.parseLong(args[1]));
        if (args[0].equals("bare")) {
            Thread.startVirtualThread(() -> {
                try {
                    work(work);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } else {
            Scope.run(scope -> {
                scope.go(() -> work(work));
            });
        }
        System.out.println("  main ends");
    }

    private static void work(Duration time) throws InterruptedException {
        System.out.println("  work begins");
        Thread.sleep(time);
        System.out.println("  work is done");
    }
}
