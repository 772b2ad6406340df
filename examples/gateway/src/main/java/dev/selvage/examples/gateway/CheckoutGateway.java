package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.selvage.Scope;
import dev.selvage.http.ScopedClient;
import dev.selvage.http.ScopedHandler;
import java.net.http.HttpClient;
import java.time.Duration;

/** Answers a {@link Checkout} over HTTP: each request has a scope, with the deadline that the server was started with. */
final class CheckoutGateway implements ScopedHandler.Endpoint {
    static final Duration TIMEOUT = Duration.ofMillis(400);

    private final Checkout checkout;

    CheckoutGateway(Shop shop, Downstream prices, Downstream stocks, HttpClient client) {
        ScopedClient http = ScopedClient.of(client);
        this.checkout = new Checkout(
                shop,
                Quotes.hedged("prices", new QuoteClient(prices.address(), http::send)),
                Quotes.hedged("stocks", new QuoteClient(stocks.address(), http::send)));
    }

    @Override
    public void handle(HttpExchange exchange, Scope scope) throws Exception {
        checkout.page(scope, Question.of(exchange)).send(exchange);
    }
}
