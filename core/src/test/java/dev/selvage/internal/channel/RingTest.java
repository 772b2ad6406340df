package dev.selvage.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.channel.Channel;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final int BURST = 100_000;

    private final Channel<Integer> channel = Channel.unlimited();

    private int length() throws ReflectiveOperationException {
        Field items = Ring.class.getDeclaredField("items");
        items.setAccessible(true);
        return ((Object[]) items.get(channel)).length;
    }

    @Test
    void should_let_the_memory_of_a_burst_go_when_it_has_been_received() throws Exception {
        // given
        for (int i = 0; i < BURST; i++) {
            channel.send(i);
        }
        assertThat(length()).isGreaterThanOrEqualTo(BURST);

        // when
        for (int i = 0; i < BURST; i++) {
            assertThat(channel.receive()).isEqualTo(i);
        }

        // then
        assertThat(length()).isLessThan(2_000);
        channel.send(7);
        assertThat(channel.receive()).isEqualTo(7);
    }
}
