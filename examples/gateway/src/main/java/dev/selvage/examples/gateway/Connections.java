package dev.selvage.examples.gateway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A small pool of connections. Waiting for one ends when the waiting goroutine is cancelled. */
final class Connections implements AutoCloseable {
    private final Opening opening;
    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle;

    /** Work with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException, InterruptedException;
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    Connections(Opening opening, int size) throws SQLException {
        this.opening = opening;
        for (int i = 0; i < size; i++) {
            all.add(open());
        }
        idle = new ArrayBlockingQueue<>(size, false, all);
    }

    /** One more connection, outside of the pool. */
    Connection open() throws SQLException {
        return opening.open();
    }

    /** How many wait for work. */
    int idle() {
        return idle.size();
    }

    <T> T use(Work<T> work) throws SQLException, InterruptedException {
        Connection connection = idle.take();
        try {
            return work.with(connection);
        } finally {
            idle.add(connection);
        }
    }

    /** With the last of them the database closes its file. */
    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }
}
