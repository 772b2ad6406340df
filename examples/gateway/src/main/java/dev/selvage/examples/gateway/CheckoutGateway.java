package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.http.ScopedClient;
import dev.selvage.http.ScopedHandler;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * One checkout asks four places at once, under one deadline. If one of them fails, the other three are cancelled; if the time
 * is up, all four are: the query in the database and the calls to the services end, not only the waiting for them. A service that
 * fails or takes long is asked again, see {@link Quotes}; the database is not.
 */
final class CheckoutGateway implements ScopedHandler.Endpoint {
    static final Duration TIMEOUT = Duration.ofMillis(400);

    private final Shop shop;
    private final Quotes prices;
    private final Quotes stocks;

    CheckoutGateway(Shop shop, Downstream prices, Downstream stocks, HttpClient client) {
        ScopedClient http = ScopedClient.of(client);
        this.shop = shop;
        this.prices = Quotes.hedged("prices", new QuoteClient(prices.address(), http::send));
        this.stocks = Quotes.hedged("stocks", new QuoteClient(stocks.address(), http::send));
    }

    @Override
    public void handle(HttpExchange exchange, Scope scope) throws Exception {
        Question question = Question.of(exchange);
        Goroutine<String> customer = scope.go("customer", () -> shop.customer(question.customer()));
        Goroutine<Shop.History> history = scope.go("history", () -> shop.history(question.customer()));
        Goroutine<QuoteClient.Quote> price = scope.go("price", () -> prices.of(question.item()));
        Goroutine<QuoteClient.Quote> stock = scope.go("stock", () -> stocks.of(question.item()));
        new Page(customer.await(), history.await(), price.await(), stock.await()).send(exchange);
    }
}
