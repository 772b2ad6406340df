package dev.selvage.testkit.library;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Ticker;
import dev.selvage.channel.Timer;
import dev.selvage.context.Context;
import dev.selvage.testkit.Leak;
import dev.selvage.testkit.LeakError;
import dev.selvage.testkit.Leaks;
import java.time.Duration;

/**
 * Makes one thing, the first of the library's in this JVM, and prints where the leak check says that it was made. In a package that
 * the library has not, so that it runs beside its modules as well.
 */
public final class FirstMadeProgram {
    private FirstMadeProgram() {}

    /** Makes what the system property {@code made} says. */
    public static void main(String[] none) {
        String kind = System.getProperty("made");
        print(() -> Leaks.options().settling(Duration.ofMillis(20)).check(() -> make(kind)));
        print(() -> Leaks.options()
                .ignoring(FirstMadeProgram.class.getName() + ".make*")
                .settling(Duration.ofMillis(20))
                .check(() -> make(kind)));
        System.exit(0); // a waiter that is ignored goes on
    }

    private static void make(String kind) {
        Object made = switch (kind) {
            case "ticker" -> Ticker.every(Duration.ofHours(1));
            case "timer" -> Timer.after(Duration.ofHours(1));
            case "context" -> Context.background().withTimeout(Duration.ofHours(1));
            case "waiter" -> makeWaiter();
            default -> throw new IllegalArgumentException(kind);
        };
        if (made == null) {
            throw new IllegalStateException("nothing was made");
        }
    }

    private static Thread makeWaiter() {
        Channel<String> nobodys = Channel.rendezvous();
        Thread waiter = Thread.ofVirtual().start(() -> makeWait(nobodys));
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return waiter;
    }

    private static void makeWait(Channel<String> at) {
        try {
            at.receive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Runnable check) {
        try {
            check.run();
            System.out.println("nothing");
        } catch (LeakError error) {
            for (Leak leak : error.leaks()) {
                System.out.println(leak.kind() + " of "
                        + leak.createdAt().map(StackTraceElement::getClassName).orElse("nobody"));
            }
        }
    }
}
