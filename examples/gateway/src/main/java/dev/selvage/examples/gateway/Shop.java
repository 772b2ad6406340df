package dev.selvage.examples.gateway;

import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Customers and what they bought, in a database file. The same code serves both gateways. */
final class Shop implements Customers, AutoCloseable {
    /** This customer has bought so much that reading it takes seconds. */
    static final long COLLECTOR = 1;

    static final int CUSTOMERS = 500;
    private static final int CONNECTIONS = 16;

    private final Connections connections;

    private Shop(Connections connections) {
        this.connections = connections;
    }

    /**
     * Opens the database in a directory, and fills it if it is not there. With {@code jdbc:h2:file:} an interrupted query
     * could close the file under all other connections; {@code jdbc:h2:async:} is safe. And without a cache of queries a
     * cancellation that comes as its query ends cannot hit the next run of the same query.
     */
    static Shop open(Path directory) throws SQLException {
        String file = directory.toAbsolutePath().resolve("shop").toString();
        String url = "jdbc:h2:async:" + file + ";QUERY_CACHE_SIZE=0";
        Shop shop = new Shop(new Connections(() -> DriverManager.getConnection(url, "sa", ""), CONNECTIONS));
        try (Connection connection = shop.connections.open()) {
            Rows.fillIfEmpty(connection);
        }
        return shop;
    }

    @Override
    public String customer(long id) throws SQLException, InterruptedException {
        return query(
                "SELECT name FROM customer WHERE id = ?", id, rows -> rows.next() ? rows.getString(1) : "a stranger");
    }

    /** For the {@link #COLLECTOR} this takes seconds, unless the caller is cancelled. */
    @Override
    public History history(long customer) throws SQLException, InterruptedException {
        String slow = "SELECT COUNT(*), SUM(cents) FROM purchase WHERE customer = ? AND slow_disk(id)";
        return query(slow, customer, rows -> {
            rows.next();
            return new History(rows.getLong(1), rows.getLong(2));
        });
    }

    /** How many queries the database is working on. */
    int running() throws SQLException {
        String running = "SELECT COUNT(*) FROM information_schema.sessions"
                + " WHERE executing_statement IS NOT NULL AND session_id <> session_id()";
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(running)) {
            row.next();
            return row.getInt(1);
        }
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, long id, Reader<T> reader) throws SQLException, InterruptedException {
        Context context = Context.current();
        return connections.use(connection -> {
            // Closed in reverse order: once the hook is gone, nothing can cancel the connection's next query by
            // mistake.
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    Registration _ = context.onCancel(statement::cancel)) {
                statement.setLong(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    return reader.read(rows);
                }
            } catch (SQLException e) {
                if (context.isCancelled()) {
                    throw interrupted(e);
                }
                throw e;
            }
        });
    }

    /** What the database reports as a failure was asked for. */
    private static InterruptedException interrupted(SQLException cause) {
        InterruptedException interrupted = new InterruptedException("query cancelled");
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }
}
