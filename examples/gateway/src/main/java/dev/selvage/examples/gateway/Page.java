package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;

/** The answer to a checkout. */
record Page(String customer, Customers.History history, QuoteClient.Quote price, QuoteClient.Quote stock) {

    void send(HttpExchange exchange) throws IOException {
        Texts.send(exchange, 200, "application/json", json());
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                """
                {"customer":"%s","purchases":%d,"spent":%.2f,"price":%.2f,"inStock":%d,"timeLeftForPrice":"%s"}
                """,
                customer,
                history.purchases(),
                history.cents() / 100.0,
                price.value() / 100.0,
                stock.value(),
                price.timeLeft());
    }
}
