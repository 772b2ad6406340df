package dev.selvage.examples.gateway;

import dev.selvage.Goroutine;
import dev.selvage.Scope;

/**
 * One checkout asks four places at once, under one deadline: that of the scope that it is given. If one of them fails, the other
 * three are cancelled; if the time is up, all four are: the query in the database and the calls to the services end, not only the
 * waiting for them. A service that fails or takes long is asked again, see {@link Quotes}; the database is not.
 *
 * @param customers the database
 * @param prices what things cost
 * @param stocks how many there are
 */
record Checkout(Customers customers, Quotes prices, Quotes stocks) {
    Page page(Scope scope, Question question) throws InterruptedException {
        Goroutine<String> customer = scope.go("customer", () -> customers.customer(question.customer()));
        Goroutine<Customers.History> history = scope.go("history", () -> customers.history(question.customer()));
        Goroutine<QuoteClient.Quote> price = scope.go("price", () -> prices.of(question.item()));
        Goroutine<QuoteClient.Quote> stock = scope.go("stock", () -> stocks.of(question.item()));
        return new Page(customer.await(), history.await(), price.await(), stock.await());
    }
}
