package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A service is built first and started later, in a scope that somebody else owns. */
public final class ExplicitStart {
    private ExplicitStart() {}

    /** Its constructor starts nothing. */
    static final class Mailer {
        private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>();
        private final CountDownLatch sent = new CountDownLatch(2);

        void start(Scope scope) {
            scope.goDaemon("mailer", () -> {
                while (true) {
                    outbox.take();
                    sent.countDown();
                }
            });
        }

        void send(String mail) {
            outbox.add(mail);
        }

        void awaitSent() throws InterruptedException {
            sent.await();
        }
    }

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        Mailer mailer = new Mailer();
        out.println("constructed: " + (Goroutines.count() - before) + " goroutines");

        Scope.options().named("application").run(scope -> {
            mailer.start(scope);
            out.println("started:     " + (Goroutines.count() - before) + " goroutine");
            mailer.send("hello");
            mailer.send("goodbye");
            mailer.awaitSent();
        });
        out.println("owner ended: " + (Goroutines.count() - before) + " goroutines, both mails are out");
    }
}
