package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The same checkout as it is often written: four threads are fired, nobody owns them, nothing has a deadline. It passes its
 * tests. Then a service hangs: the thread that asked it waits for ever, and so does the request. Or a part fails: the
 * request ends, and what it had started goes on for nobody.
 */
final class NaiveGateway implements HttpHandler {
    private final Shop shop;
    private final QuoteClient prices;
    private final QuoteClient stocks;
    private final Executor threads;

    NaiveGateway(Shop shop, Downstream prices, Downstream stocks, HttpClient client, Executor threads) {
        this.shop = shop;
        this.prices = new QuoteClient(prices.address(), client::send);
        this.stocks = new QuoteClient(stocks.address(), client::send);
        this.threads = threads;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            Question question = Question.of(exchange);
            CompletableFuture<String> customer = fire(() -> shop.customer(question.customer()));
            CompletableFuture<Customers.History> history = fire(() -> shop.history(question.customer()));
            CompletableFuture<QuoteClient.Quote> price = fire(() -> prices.ask(question.item()));
            CompletableFuture<QuoteClient.Quote> stock = fire(() -> stocks.ask(question.item()));
            new Page(customer.join(), history.join(), price.join(), stock.join()).send(exchange);
        } catch (RuntimeException e) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private <T> CompletableFuture<T> fire(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }
}
