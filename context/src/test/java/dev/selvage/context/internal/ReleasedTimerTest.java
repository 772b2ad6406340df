package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a context leaves in the timer of the system: nothing. */
class ReleasedTimerTest {
    @Test
    void should_be_out_of_the_wheel_at_once_when_cancelled_before_the_deadline() {
        // given
        CancelNode parent = (CancelNode) Context.background().withCancel();
        CancelNode child = (CancelNode) parent.withTimeout(Duration.ofHours(1));
        CancelNode other = (CancelNode) Context.background().withTimeout(Duration.ofHours(1));
        assertThat(isArmed(child)).isTrue();
        assertThat(isArmed(other)).isTrue();

        // when
        parent.cancel();
        other.close();

        // then
        assertThat(isArmed(child)).isFalse();
        assertThat(isArmed(other)).isFalse();
    }

    @Test
    void should_not_enter_the_wheel_when_cancel_races_with_deriving() {
        try (Together together = new Together()) {
            for (int round = 0; together.another(round, 3_000); round++) {
                CancellableContext parent = Context.background().withCancel();
                CancelNode[] child = new CancelNode[1];
                together.run(() -> child[0] = (CancelNode) parent.withTimeout(Duration.ofHours(1)), parent::cancel);
                assertThat(isArmed(child[0])).isFalse();
            }
        }
    }

    private static boolean isArmed(CancelNode node) {
        return node.limit().next != null;
    }
}
