import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** What the guides take for granted: a shop with users, orders, prices and a database. */
public class Shop {
    public static final int id = 17;
    public static final List<Integer> ids = List.of(1, 2, 3);
    public static final Users users = id -> new User("Ann");
    public static final Orders shop = id -> List.of(new Order(id, new BigDecimal("12.50")));
    public static final Prices prices = item -> new BigDecimal("9.90");
    public static final Prices catalogue = item -> new BigDecimal("10.90");
    public static final HttpClient client = HttpClient.newHttpClient();
    public static DataSource database;

    public record User(String name) {}

    public record Order(int id, BigDecimal total) {}

    public record Page(User user, List<Order> orders) {}

    public interface Users {
        User find(int id) throws IOException, InterruptedException;
    }

    public interface Orders {
        List<Order> orders(int id) throws IOException, InterruptedException;
    }

    public interface Prices {
        BigDecimal of(String item) throws IOException, InterruptedException;
    }

    public static User anonymous() {
        return new User("");
    }

    public static void audit(User user) throws IOException {}

    public static void index(int id) throws InterruptedException {}

    public static void write(String report) throws IOException {}

    public static void release(Connection connection) throws SQLException {}

    public static int crunch(int from, int to) {
        return to - from;
    }

    public static void work(Duration time) {}
}
