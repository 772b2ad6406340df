package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final CancellableContext[] members = {
        Context.background().withCancel(),
        Context.background().withCancel(),
        Context.background().withCancel()
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void should_be_cancelled_for_the_reason_of_the_member_that_is_cancelled_first(int first) {
        // given
        CancellableContext any = Context.any(members);

        // when
        members[first].cancel();
        members[(first + 1) % 3].cancel();

        // then
        assertThat(any.reason()).isEqualTo(members[first].reason());
        assertThat(any.reason()).containsSame(members[first].reason().orElseThrow());
        assertThat(linked()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void should_be_cancelled_at_birth_when_a_member_is_cancelled_already(int first) {
        // given
        members[first].cancel();

        // when
        CancellableContext any = Context.any(members);

        // then
        assertThat(any.reason()).containsSame(members[first].reason().orElseThrow());
        assertThat(linked()).containsOnly(0);
    }

    @Test
    void should_leave_every_member_when_closed() {
        // given
        CancellableContext any = Context.any(members);
        assertThat(linked()).containsOnly(1);

        // when
        any.close();

        // then
        assertThat(linked()).containsOnly(0);
        assertThat(members).noneMatch(Context::isCancelled);
    }

    @Test
    void should_have_the_earliest_deadline_and_the_values_of_the_first() {
        // given
        ManualTime time = new ManualTime();
        Context late = time.root().withTimeout(Duration.ofSeconds(5)).with(KEY, "first");
        Context early = time.root().withTimeout(Duration.ofSeconds(3)).with(KEY, "second");
        Context none = time.root().withCancel();

        // when
        CancellableContext any = Context.any(late, early, none);

        // then
        assertThat(any.get(KEY)).isEqualTo("first");
        assertThat(any.deadline()).contains(ManualTime.START.plusSeconds(3));
        time.advance(Duration.ofSeconds(3));
        assertThat(any.reason()).isEqualTo(early.reason());
    }

    @Test
    void should_work_when_members_repeat_or_contain_each_other() {
        // given
        Context child = members[0].withCancel();
        CancellableContext any = Context.any(members[0], members[0], child, Context.background());

        // when
        members[0].cancel();

        // then
        assertThat(any.reason()).containsSame(members[0].reason().orElseThrow());
        assertThat(linked()).containsOnly(0);
    }

    @Test
    void should_never_be_cancelled_from_above_when_no_member_can_be() {
        try (CancellableContext any = Context.any(Context.background())) {
            assertThat(any.isCancelled()).isFalse();
        }
    }

    @Test
    void should_refuse_when_nothing_or_null_is_given() {
        assertThatThrownBy(Context::any).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Context.any((Context[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("contexts");
        assertThatThrownBy(() -> Context.any(members[0], null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("contexts[1]");
        assertThat(linked()).as("nothing is left behind").containsOnly(0);
    }

    private int[] linked() {
        return Arrays.stream(members)
                .mapToInt(member -> ((CancelNode) member).linked())
                .toArray();
    }
}
