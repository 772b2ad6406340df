package dev.selvage.examples.gateway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** Makes the shop's tables and a few thousand rows, on the first start. */
final class Rows {
    private static final int PURCHASES_OF_COLLECTOR = 3_000;
    private static final int PURCHASES_OF_OTHERS = 6;

    private Rows() {}

    static void fillIfEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (hasTables(statement)) {
                return;
            }
            statement.execute("CREATE ALIAS slow_disk FOR '" + SlowDisk.class.getName() + ".read'");
            statement.execute("CREATE TABLE purchase (id IDENTITY PRIMARY KEY, customer BIGINT, cents BIGINT)");
            statement.execute("CREATE INDEX purchase_customer ON purchase (customer)");
            statement.execute("CREATE TABLE customer (id BIGINT PRIMARY KEY, name VARCHAR(40))");
        }
        connection.setAutoCommit(false);
        fillCustomers(connection);
        fillPurchases(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static boolean hasTables(Statement statement) throws SQLException {
        String tables = "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'CUSTOMER'";
        try (ResultSet row = statement.executeQuery(tables)) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static void fillCustomers(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customer VALUES (?, ?)")) {
            for (long id = 1; id <= Shop.CUSTOMERS; id++) {
                insert.setLong(1, id);
                insert.setString(2, id == Shop.COLLECTOR ? "The Collector" : "Customer " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void fillPurchases(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        String sql = "INSERT INTO purchase (customer, cents) VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (long id = 1; id <= Shop.CUSTOMERS; id++) {
                int purchases = id == Shop.COLLECTOR ? PURCHASES_OF_COLLECTOR : PURCHASES_OF_OTHERS;
                for (int i = 0; i < purchases; i++) {
                    insert.setLong(1, id);
                    insert.setLong(2, random.nextLong(100, 10_000));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
