package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedStateTest {

    private static final int ALL = 1_000_000;

    @Test
    void should_lose_an_update_when_both_read_before_either_writes() throws Exception {
        assertThat(SharedState.lostUpdate()).isEqualTo(1);
    }

    @Test
    void should_never_count_too_much_when_unguarded() throws Exception {
        assertThat(SharedState.unguarded()).isBetween(1, 20 * ALL);
    }

    @Test
    void should_count_exactly_when_guarded() throws Exception {
        assertThat(SharedState.locked()).isEqualTo(ALL);
        assertThat(SharedState.atomic()).isEqualTo(ALL);
        assertThat(SharedState.confined()).isEqualTo(ALL);
    }

    @Test
    void should_print_every_count_when_shown() throws Exception {
        assertThat(Shown.by(SharedState::show))
                .contains("the counter says 1", "ReentrantLock:     1,000,000", "one owner, queue:  1,000,000");
    }
}
