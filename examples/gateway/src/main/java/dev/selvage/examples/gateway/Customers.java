package dev.selvage.examples.gateway;

import java.sql.SQLException;

/** Where customers and what they bought are kept: the {@link Shop}'s database, or in a test what takes its place. */
interface Customers {
    /**
     * What a customer bought.
     *
     * @param purchases how often
     * @param cents for how much
     */
    record History(long purchases, long cents) {}

    /** The customer's name. */
    String customer(long id) throws SQLException, InterruptedException;

    /** What the customer bought. */
    History history(long customer) throws SQLException, InterruptedException;
}
