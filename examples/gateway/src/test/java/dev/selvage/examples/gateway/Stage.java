package dev.selvage.examples.gateway;

import dev.selvage.Scope;
import dev.selvage.channel.Clocks;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * The gateway's checkout, its pool of connections, its retries, hedges and limits as they are; only what is behind them takes time
 * instead of a database and a network. One is for one test.
 */
final class Stage implements Customers {
    static final int CONNECTIONS = 2;
    static final Duration USUAL = Duration.ofMillis(20);

    private final Connections connections = connections();
    private final Checkout checkout = new Checkout(
            this,
            Quotes.hedged("prices", new QuoteClient(URI.create("http://prices/"), (request, body) -> answer(request))),
            Quotes.hedged("stocks", new QuoteClient(URI.create("http://stocks/"), (request, body) -> ok("3"))));

    private Duration readingHistory = USUAL;

    /** What the prices do when they are asked for the first time, the second, the third. */
    private final Script[] prices;

    private int asked;

    /** How one answer comes about. */
    @FunctionalInterface
    interface Script {
        HttpResponse<String> play() throws IOException, InterruptedException;
    }

    Stage(Script... prices) {
        this.prices = prices;
    }

    static Script inTime() {
        return () -> ok("1250");
    }

    static Script faulty() {
        return () -> answer(500, "");
    }

    static Script after(Duration time) {
        return () -> {
            Clocks.sleep(time);
            return ok("1250");
        };
    }

    Stage reading(Duration history) {
        readingHistory = history;
        return this;
    }

    /** A checkout as the gateway runs it. */
    Page checkout() throws InterruptedException {
        return Scope.options()
                .named("checkout")
                .withTimeout(CheckoutGateway.TIMEOUT)
                .call(scope -> checkout.page(scope, new Question(7, "item-1")));
    }

    int idle() {
        return connections.idle();
    }

    int asked() {
        return asked;
    }

    @Override
    public String customer(long id) throws SQLException, InterruptedException {
        return connections.use(connection -> {
            Clocks.sleep(USUAL);
            return "Customer " + id;
        });
    }

    @Override
    public History history(long customer) throws SQLException, InterruptedException {
        return connections.use(connection -> {
            Clocks.sleep(readingHistory);
            return new History(6, 30_000);
        });
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        return asked < prices.length ? prices[asked++].play() : ok(request.uri().getPath());
    }

    private static HttpResponse<String> ok(String body) throws InterruptedException {
        Clocks.sleep(USUAL);
        return answer(200, body);
    }

    private static HttpResponse<String> answer(int status, String body) {
        return new Answer(status, body);
    }

    private static Connections connections() {
        try {
            return new Connections(
                    () -> (Connection) Proxy.newProxyInstance(
                            Stage.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                                throw new UnsupportedOperationException(method.getName());
                            }),
                    CONNECTIONS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a service answers. */
    private record Answer(int statusCode, String body) implements HttpResponse<String> {
        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            throw new UnsupportedOperationException();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
