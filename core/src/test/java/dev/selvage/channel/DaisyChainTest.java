package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand goroutines in a row, each adds one: Rob Pike's whispers. */
@ExtendWith(NothingLeft.class)
class DaisyChainTest {
    private static final int LENGTH = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16})
    void should_add_one_at_each_link(int capacity) throws InterruptedException {
        int values = 5;
        int sum = Scope.call(scope -> {
            Channel<Integer> leftmost = Channel.buffered(capacity);
            Channel<Integer> left = leftmost;
            for (int i = 0; i < LENGTH; i++) {
                Channel<Integer> to = left;
                Channel<Integer> from = Channel.buffered(capacity);
                scope.go(() -> {
                    for (Integer value : from) {
                        to.send(value + 1);
                    }
                    to.close();
                });
                left = from;
            }
            Channel<Integer> rightmost = left;
            scope.go(() -> {
                for (int i = 0; i < values; i++) {
                    rightmost.send(i);
                }
                rightmost.close();
            });
            return leftmost.stream().mapToInt(value -> value).sum();
        });
        assertThat(sum).isEqualTo(values * LENGTH + values * (values - 1) / 2);
    }

    @Test
    void should_end_as_a_whole_when_cancelled_in_the_middle() throws InterruptedException {
        String result = Scope.call(scope -> {
            Channel<Integer> first = Channel.rendezvous();
            Channel<Integer> left = first;
            for (int i = 0; i < LENGTH; i++) {
                Channel<Integer> to = left;
                Channel<Integer> from = Channel.rendezvous();
                scope.go(() -> to.send(from.receive() + 1));
                left = from;
            }
            scope.cancel("nobody whispers");
            return "ended";
        });
        assertThat(result).isEqualTo("ended");
    }
}
