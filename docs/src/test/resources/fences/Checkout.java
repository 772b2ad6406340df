import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Clocks;
import dev.selvage.testkit.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The checkout of the gateway under examples, with neighbours that take time instead of a database and a network. */
public class Checkout {
    public record Page(String customer, int purchases, int price, int stock) {}

    /** Asks four places at once, under one deadline. */
    public static Page checkout(Database database) throws InterruptedException {
        return Scope.options()
                .named("checkout")
                .withTimeout(Duration.ofMillis(400))
                .call(scope -> {
                    Goroutine<String> customer =
                            scope.go("customer", () -> database.query(Duration.ofMillis(20), "Ann"));
                    Goroutine<Integer> history = scope.go("history", () -> database.query(database.readingHistory, 6));
                    Goroutine<Integer> price = scope.go("price", () -> quote(1250));
                    Goroutine<Integer> stock = scope.go("stock", () -> quote(3));
                    return new Page(customer.await(), history.await(), price.await(), stock.await());
                });
    }

    private static int quote(int answer) throws InterruptedException {
        Clocks.sleep(Duration.ofMillis(20));
        return answer;
    }

    /** Customers and what they bought, behind a pool of connections. */
    public static class Database {
        private final BlockingQueue<String> idle;
        private final boolean careless;
        private Duration readingHistory = Duration.ofMillis(20);

        private Database(int connections, boolean careless) {
            this.idle = new ArrayBlockingQueue<>(
                    connections, false, List.of("one", "two").subList(0, connections));
            this.careless = careless;
        }

        public static Database of(int connections) {
            return new Database(connections, false);
        }

        /** One that waits for room when it gives a connection back, though there always is room. */
        public static Database careless(int connections) {
            return new Database(connections, true);
        }

        public Database withLongHistories() {
            readingHistory = Duration.ofSeconds(10);
            return this;
        }

        public int idle() {
            return idle.size();
        }

        private <T> T query(Duration time, T answer) throws InterruptedException {
            String connection = idle.take();
            try {
                Clocks.sleep(time);
                Simulation.point("read the rows");
                return answer;
            } finally {
                if (careless) {
                    idle.put(connection);
                } else {
                    idle.add(connection);
                }
            }
        }
    }
}
