package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpServer;
import dev.selvage.Goroutines;
import dev.selvage.http.DrainReport;
import dev.selvage.http.HandlerOptions;
import dev.selvage.http.ScopedServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Stays up for a browser and curl until it is interrupted, then drains. */
final class Serving {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LIMIT = 64;

    private Serving() {}

    static void run(Arguments arguments, PrintStream out) throws IOException, SQLException, InterruptedException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), arguments.port()), 0);
        try (World world = World.open(arguments.data(), arguments.seed());
                ScopedServer server = ScopedServer.of(http)) {
            HandlerOptions options = HandlerOptions.defaults();
            server.route(
                    "/checkout", options.withTimeout(CheckoutGateway.TIMEOUT).withLimit(LIMIT), world.gateway());
            new Site(world).addTo(server, http);
            warmUp(world);
            server.start();
            greet(out, http.getAddress().getPort());
            untilInterrupted();
            drain(server, out);
        }
    }

    /** The first request of a JVM takes longer than its deadline; let it not be the visitor's. */
    private static void warmUp(World world) throws IOException, InterruptedException {
        try (Subject patient = Subject.scoped(world, Duration.ofSeconds(30))) {
            Trial.warmUp(patient, new Load(50, 50, 0, true));
        }
    }

    private static void greet(PrintStream out, int port) {
        String url = "http://localhost:" + port;
        out.printf("""
                The gateway is up: %1$s/ in a browser, or
                  curl -i '%1$s/checkout?customer=7&item=item-1'
                  curl -i '%1$s/checkout?customer=7&item=hanging-1'
                  curl -i -H 'Request-Timeout: 20ms' '%1$s/checkout?customer=7&item=item-1'
                  curl '%1$s/goroutines'
                Ctrl-C drains and ends.
                """, url);
        out.flush();
    }

    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // the end that was waited for
        }
    }

    private static void drain(ScopedServer server, PrintStream out) {
        try {
            DrainReport report = server.drain(GRACE);
            out.printf(
                    "Drained in %d ms: %d requests finished, %d cancelled, %d refused; %d goroutines left.%n",
                    report.took().toMillis(),
                    report.finished(),
                    report.cancelled(),
                    report.refused(),
                    Goroutines.count());
        } catch (InterruptedException e) {
            out.println("Interrupted again: what still runs is cancelled.");
        }
        out.flush();
    }
}
