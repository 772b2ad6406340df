package dev.selvage.examples.gateway;

import dev.selvage.http.ScopedClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a gateway needs around it: the database, the two services, and a client to ask them with. */
final class World implements AutoCloseable {
    private final Path directory;
    private final boolean temporary;
    private final Shop shop;
    private final Downstream prices;
    private final Downstream stocks;
    private final HttpClient client;

    private World(Path directory, boolean temporary, Shop shop, Downstream prices, Downstream stocks) {
        this.directory = directory;
        this.temporary = temporary;
        this.shop = shop;
        this.prices = prices;
        this.stocks = stocks;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    static World open(@Nullable Path data, long seed) throws IOException, SQLException {
        Path directory = data == null ? Files.createTempDirectory("selvage-gateway") : Files.createDirectories(data);
        return new World(
                directory,
                data == null,
                Shop.open(directory),
                Downstream.started("price", seed),
                Downstream.started("stock", seed));
    }

    CheckoutGateway gateway() {
        return new CheckoutGateway(shop, prices, stocks, client);
    }

    NaiveGateway naive(CountedThreads threads) {
        return new NaiveGateway(shop, prices, stocks, client, threads);
    }

    /** The slowest answers of the price service. */
    Tail tail(Function<QuoteClient, Quotes> how) throws InterruptedException {
        return Tail.of(how.apply(new QuoteClient(prices.address(), ScopedClient.of(client)::send)), prices);
    }

    int queries() throws SQLException {
        return shop.running();
    }

    /** Lets go of whatever hangs. */
    void release() {
        prices.release();
        stocks.release();
    }

    @Override
    public void close() throws IOException, SQLException {
        client.shutdownNow();
        prices.close();
        stocks.close();
        shop.close();
        if (temporary) {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
