package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.internal.ManualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What contexts and reasons look like in a log. */
class TextTest {
    private static final ContextKey<String> TOKEN = ContextKey.named("token", String.class);

    private final ManualTime time = new ManualTime();
    private final Context root = time.root();

    @Test
    void should_show_the_chain_with_time_left_and_keys_but_no_values() {
        // given
        Context context = root.withTimeout(Duration.ofSeconds(2))
                .with(TOKEN, "secret")
                .withCancel()
                .shielded(Duration.ofSeconds(1))
                .withoutCancel();
        Context any = Context.any(context, root.withCancel());

        // when
        time.advance(Duration.ofMillis(500));

        // then
        assertThat(any)
                .hasToString("background > withTimeout(2.0 s, 1.5 s left) > with(token) > withCancel"
                        + " > shielded(1.0 s) > withoutCancel > any of 2");
    }

    @Test
    void should_show_why_it_was_cancelled_but_no_time_left() {
        // given
        Context context = root.withTimeout(Duration.ofMillis(300));

        // when
        time.advance(Duration.ofSeconds(1));

        // then
        assertThat(context)
                .hasToString("background > withTimeout(300 ms)"
                        + " [cancelled: deadline of 300 ms passed (at withTimeout(300 ms))]");
    }

    @Test
    void should_leave_out_the_middle_when_the_chain_is_long() {
        // given
        Context context = root;
        for (int i = 0; i < 1_000; i++) {
            context = context.withCancel();
        }

        // then
        assertThat(context.with(TOKEN, "secret").toString())
                .startsWith("background > (977 more) > withCancel > ")
                .endsWith(" > withCancel > with(token)")
                .doesNotContain("secret")
                .hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 us",
        "999, 0 us",
        "1500, 1 us",
        "1000000, 1 ms",
        "999999999, 999 ms",
        "2500000000, 2.5 s",
        "9999999999, 9.9 s",
        "59000000000, 59 s",
        "720000000000, 12 min",
    })
    void should_show_a_span_in_a_unit_that_a_person_reads(long nanos, String expected) {
        assertThat(root.shielded(Duration.ofNanos(nanos)).toString())
                .endsWith(nanos == 0 ? "withCancel" : "shielded(" + expected + ")");
    }

    @Test
    void should_show_kind_message_place_and_cause_of_a_reason() {
        // given
        Throwable cause = new IllegalStateException("no");

        // then
        assertThat(new CancelReason(Kind.FAILURE, "it failed", Optional.of(cause), "checkout"))
                .hasToString("failure: it failed (at checkout), caused by java.lang.IllegalStateException: no");
        assertThat(new CancelReason(Kind.CLOSED, "", Optional.empty())).hasToString("closed");
    }
}
