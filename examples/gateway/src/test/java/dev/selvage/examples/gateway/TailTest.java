package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.testkit.LeakCheck;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LeakCheck
class TailTest {
    private static final long SEED = 42;

    @Test
    void should_wait_for_fewer_slow_answers_and_keep_to_the_budget_when_hedged() throws Exception {
        try (World world = World.open(null, SEED)) {
            Tail plain = world.tail(client -> Quotes.plain("prices", client));
            Tail hedged = world.tail(client -> Quotes.hedged("prices", client));

            assertThat(plain.slow()).isEqualTo(slowAtFirst()).isPositive();
            assertThat(plain.askedAgain()).isZero();
            assertThat(hedged.slow()).isLessThan(plain.slow());
            assertThat(hedged.askedAgain()).isBetween(1, (int) (Quotes.BUDGET * Tail.QUESTIONS) + 1);
        }
    }

    private static int slowAtFirst() {
        return (int) IntStream.range(0, Tail.QUESTIONS)
                .filter(number -> Behaviour.of(Tail.item(number), "price", SEED, 0) == Behaviour.SLOW)
                .count();
    }
}
