package dev.selvage.examples.gateway;

import static dev.selvage.dsl.Go.sleep;

import dev.selvage.Goroutines;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Drives the gateway and its naive version with the same load, and compares. */
final class Demonstration {
    private final World world;
    private final Load load;
    private final PrintStream out;

    private Demonstration(World world, Load load, PrintStream out) {
        this.world = world;
        this.load = load;
        this.out = out;
    }

    static Comparison run(Arguments arguments, PrintStream out) throws IOException, SQLException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.log.dev.selvage.http", "off"); // each failure is counted, not told
        try (World world = World.open(arguments.data(), arguments.seed())) {
            return new Demonstration(world, Load.of(arguments), out).run();
        }
    }

    private Comparison run() throws IOException, SQLException, InterruptedException {
        out.printf(
                """
                A checkout asks a database for the customer and the history, and two services for
                price and stock, in parallel. Of a hundred answers of a service one never comes, two
                are errors, two take %d ms; and one customer in a hundred has a history that takes
                seconds to read. %d requests a second for %d s: first with scopes, a deadline of
                %d ms, retries and hedges; then with threads that are fired and forgotten.

                """,
                Behaviour.SLOW_MILLIS, load.rate(), load.count() / load.rate(), CheckoutGateway.TIMEOUT.toMillis());
        out.flush();
        try (Subject naive = Subject.naive(world)) {
            Trial scoped;
            try (Subject subject = Subject.scoped(world, CheckoutGateway.TIMEOUT)) {
                Trial.warmUp(subject, load);
                Trial.warmUp(naive, load);
                scoped = Trial.of(subject, world, load);
            }
            int goroutinesLeft = Goroutines.count();
            Comparison comparison = new Comparison(load, scoped, goroutinesLeft, Trial.of(naive, world, load));
            comparison.print(out);
            world.release();
            out.printf("Then the services answered after all: %d threads are left.%n%n", whenGone(naive.alive()));
            out.flush();
            Tail.print(
                    out,
                    world.tail(client -> Quotes.plain("prices", client)),
                    world.tail(client -> Quotes.hedged("prices", client)));
            return comparison;
        }
    }

    private static int whenGone(IntSupplier alive) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (alive.getAsInt() > 0 && System.nanoTime() < end) {
            sleep(Duration.ofMillis(10));
        }
        return alive.getAsInt();
    }
}
