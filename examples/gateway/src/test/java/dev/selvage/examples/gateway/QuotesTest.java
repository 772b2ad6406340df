package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.http.ScopedClient;
import dev.selvage.testkit.LeakCheck;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LeakCheck
class QuotesTest {
    private static final long SEED = 42;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Downstream service;

    @BeforeEach
    void open() throws IOException {
        service = Downstream.started("price", SEED);
    }

    @AfterEach
    void close() {
        service.close();
        http.shutdownNow();
    }

    private QuoteClient client() {
        return new QuoteClient(service.address(), ScopedClient.of(http)::send);
    }

    /** An item whose answers are of these kinds, attempt by attempt. */
    private static String item(Behaviour... attempts) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "item-" + number)
                .filter(item -> IntStream.range(0, attempts.length)
                        .allMatch(attempt -> Behaviour.of(item, "price", SEED, attempt) == attempts[attempt]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_ask_again_when_an_answer_is_an_error() throws Exception {
        String item = item(Behaviour.FAULTY, Behaviour.FAULTY, Behaviour.GOOD);

        assertThat(Quotes.plain("prices", client()).of(item).value()).isPositive();

        assertThat(service.askedAgain()).isEqualTo(2);
    }

    @Test
    void should_give_up_after_three_errors_and_tell_of_each() {
        assertThatThrownBy(() -> Quotes.plain("prices", client()).of("faulty-1"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("answered 500")
                .satisfies(last -> assertThat(last.getSuppressed()).hasSize(2));

        assertThat(service.askedAgain()).isEqualTo(2);
    }

    @Test
    void should_take_the_second_answer_and_leave_nothing_when_the_first_never_comes() throws Exception {
        String item = item(Behaviour.HANGING, Behaviour.GOOD);

        assertThat(Quotes.hedged("prices", client()).of(item).value()).isPositive();

        assertThat(service.askedAgain()).isEqualTo(1);
    }
}
