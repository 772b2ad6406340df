package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goroutines that ignore cancellation are waited for, and named. */
@ExtendWith(NothingLeft.class)
class StuckTest {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ManualTime time = new ManualTime();
    private final List<String> stuck = new CopyOnWriteArrayList<>();
    private final ScopeOptions options = Scope.options()
            .named("slow")
            .withContext(time.root())
            .withGracePeriod(GRACE)
            .withListener(new ScopeListener() {
                @Override
                public void goroutineStuck(Scope scope, Goroutine<?> goroutine, Duration since) {
                    stuck.add(goroutine.name() + " " + since.toSeconds());
                }
            });

    @RegisterExtension
    private final Logged log = new Logged();

    private void advance(int seconds, int expected) {
        time.advance(Duration.ofSeconds(seconds));
        Awaitility.await().until(() -> stuck.size() == expected);
    }

    private int warnings() {
        return log.lines("WARN").size();
    }

    @Test
    void should_warn_after_the_grace_period_and_at_growing_intervals_when_a_goroutine_goes_on() throws Exception {
        // given
        long stuckBefore = Goroutines.stats().stuck();
        CountDownLatch finish = new CountDownLatch(1);

        // when
        options.run(scope -> {
            Goroutine<?> stubborn = scope.go("stubborn", () -> Work.ignoringInterrupts(finish));
            scope.go("obedient", () -> Work.hang());
            Work.untilBlocked(stubborn);
            scope.cancel("enough");
            Thread.ofVirtual().start(() -> {
                time.advance(GRACE.minusMillis(1));
                advance(1, 1);
                advance(3, 1);
                advance(3, 2);
                advance(12, 3);
                finish.countDown();
            });
        });

        // then
        assertThat(stuck).hasSize(3).allMatch(event -> event.startsWith("stubborn"));
        assertThat(Goroutines.stats().stuck() - stuckBefore).isEqualTo(1);
        assertThat(warnings()).isEqualTo(3);
        assertThat(log.text())
                .contains("scope slow".substring("scope ".length()))
                .contains("\"stubborn\" [CountDownLatch")
                .contains("enough")
                .contains("at dev.selvage.Work.ignoringInterrupts")
                .contains("created by dev.selvage.StuckTest")
                .doesNotContain("obedient");
    }

    @Test
    void should_warn_when_one_goroutine_was_cancelled_alone_and_goes_on() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        options.run(scope -> {
            Goroutine<?> stubborn = scope.go("alone", () -> Work.ignoringInterrupts(finish));
            Goroutine<?> other = scope.go("other", () -> Work.hang());
            Work.untilBlocked(stubborn);
            stubborn.cancel();
            advance(4, 1);
            finish.countDown();
            other.cancel();
        });
        assertThat(stuck).containsExactly("alone 4");
    }

    @Test
    void should_name_the_body_when_that_goes_on() throws Exception {
        AtomicReference<String> said = new AtomicReference<>();
        options.run(scope -> {
            scope.cancel("enough");
            Thread.interrupted();
            time.advance(GRACE);
            Awaitility.await().until(() -> warnings() == 1);
            said.set(log.text());
        });
        assertThat(said.get()).contains("waits for its body").contains("StuckTest");
        assertThat(stuck).isEmpty();
    }

    @Test
    void should_say_nothing_when_everybody_obeys() throws Exception {
        options.run(scope -> {
            scope.go(() -> Work.hang());
            scope.cancel("enough");
        });
        time.advance(Duration.ofDays(1));
        assertThat(stuck).isEmpty();
        assertThat(warnings()).isZero();
    }

    @Test
    void should_refuse_a_grace_period_that_is_not_positive() {
        assertThatThrownBy(() -> options.withGracePeriod(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withGracePeriod(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
