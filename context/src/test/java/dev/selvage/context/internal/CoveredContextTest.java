package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A context is covered by a node that has its values and ends with it. */
class CoveredContextTest {
    private final CancellableContext parent = Context.background().withTimeout(Duration.ofHours(1));
    private final CancellableContext child = parent.withCancel();

    private static boolean isCovered(Context context, CancellableContext by) {
        return ((AbstractContext) context).isCoveredBy((CancelNode) by);
    }

    @Test
    void should_be_covered_by_what_lies_below_it() {
        assertThat(isCovered(Context.background(), child)).isTrue();
        assertThat(isCovered(parent, child)).isTrue();
        assertThat(isCovered(child, child)).isTrue();
    }

    @Test
    void should_not_be_covered_by_what_lies_above_or_beside_it() {
        assertThat(isCovered(child, parent)).isFalse();
        assertThat(isCovered(child, parent.withCancel())).isFalse();
        assertThat(isCovered(child, Context.background().withCancel())).isFalse();
    }

    @Test
    void should_not_be_covered_by_what_lacks_its_values() {
        Context named = parent.with(ContextKey.named("name", String.class), "value");

        assertThat(isCovered(named, parent.withCancel())).isFalse();
        assertThat(isCovered(named, named.withCancel())).isTrue();
    }
}
