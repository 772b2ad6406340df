package dev.selvage.examples.gateway;

import dev.selvage.flow.Bulkhead;
import dev.selvage.flow.Call;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.Retry;
import dev.selvage.flow.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a {@link Downstream} service as one should ask what is sometimes slow and sometimes faulty: again after an error, a second
 * time beside an answer that does not come, and never with more requests at a time than it can bear. All of it within the deadline
 * of the request that it is for.
 */
final class Quotes {
    /** How much more than asked for a service may get when it is slow. */
    static final double BUDGET = 0.1;

    private static final int MOST_AT_ONCE = 64;
    private static final Retry TWICE_MORE = Retry.attempts(3)
            .withSchedule(Schedule.exponential(Duration.ofMillis(10)).withFullJitter())
            .on(IOException.class);

    private final QuoteClient client;
    private final Call call;

    private Quotes(QuoteClient client, Call call) {
        this.client = client;
        this.call = call;
    }

    /** Each service has its own: what is learned of one, and how much it can bear, says nothing of another. */
    static Quotes hedged(String name, QuoteClient client) {
        Hedge hedge = Hedge.atPercentile(0.95, Duration.ofMillis(60)).withBudget(BUDGET);
        return new Quotes(
                client,
                Call.named(name)
                        .retry(TWICE_MORE)
                        .hedge(hedge)
                        .bulkhead(Bulkhead.of(MOST_AT_ONCE).named(name)));
    }

    /** Without the second request. */
    static Quotes plain(String name, QuoteClient client) {
        return new Quotes(
                client,
                Call.named(name)
                        .retry(TWICE_MORE)
                        .bulkhead(Bulkhead.of(MOST_AT_ONCE).named(name)));
    }

    QuoteClient.Quote of(String item) throws IOException, InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        return call.run(() -> client.ask(item, attempts.getAndIncrement()));
    }
}
