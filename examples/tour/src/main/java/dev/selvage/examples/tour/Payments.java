package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.within;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A bank that sometimes never answers, and what that does to the service that calls it. */
public final class Payments {
    private static final int PAYMENTS = 100;
    private static final int ONE_IN = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Payments() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    /** Charges over real HTTP. */
    private record Bank(HttpClient client, Loopback server) {
        String charge(int payment) throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(server.uri("/" + payment)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static final class Ledger {
        private final AtomicInteger paid = new AtomicInteger();
        private final AtomicInteger timedOut = new AtomicInteger();
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        withBank(bank -> leaky(bank, out));
        withBank(bank -> scoped(bank, out));
    }

    /** Wrong: one bare thread a payment, and no end to the waiting. */
    private static void leaky(Bank bank, PrintStream out) throws InterruptedException {
        Ledger ledger = new Ledger();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < PAYMENTS; number++) {
            int payment = number;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    bank.charge(payment);
                    ledger.paid.incrementAndGet();
                } catch (IOException | InterruptedException e) {
                    // Only the end of this program gets here; in the service nothing ever does.
                }
            }));
        }
        Until.holds(() -> ledger.paid.get() == PAYMENTS - PAYMENTS / ONE_IN);
        Thread.sleep(PATIENCE);
        long alive = threads.stream().filter(Thread::isAlive).count();
        out.println("fired and forgotten: " + ledger.paid + " paid, " + alive + " threads still wait, and always will");
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    /** Right: every payment has a deadline, and the scope ends when all have. */
    private static void scoped(Bank bank, PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        Ledger ledger = new Ledger();
        Scope.options().named("payments").withLimit(50).run(scope -> {
            for (int number = 0; number < PAYMENTS; number++) {
                int payment = number;
                scope.go("payment", () -> process(payment, bank, ledger));
            }
        });
        out.println("in a scope:          " + ledger.paid + " paid, " + ledger.timedOut + " timed out, "
                + (Goroutines.count() - before) + " goroutines left");
    }

    private static void process(int payment, Bank bank, Ledger ledger) throws IOException, InterruptedException {
        try {
            within(PATIENCE, () -> bank.charge(payment));
            ledger.paid.incrementAndGet();
        } catch (DeadlineExceededException e) {
            ledger.timedOut.incrementAndGet();
        }
    }

    @FunctionalInterface
    private interface BankWork {
        void with(Bank bank) throws InterruptedException;
    }

    private static void withBank(BankWork work) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (Loopback server = Loopback.serving(path -> {
                    if (Integer.parseInt(path.substring(1)) % ONE_IN == 0) {
                        never.await();
                    }
                    return "paid";
                });
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            work.with(new Bank(client, server));
        }
    }
}
