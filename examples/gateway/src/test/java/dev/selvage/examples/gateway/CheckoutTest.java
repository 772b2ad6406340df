package dev.selvage.examples.gateway;

import static dev.selvage.examples.gateway.Stage.CONNECTIONS;
import static dev.selvage.examples.gateway.Stage.USUAL;
import static dev.selvage.examples.gateway.Stage.after;
import static dev.selvage.examples.gateway.Stage.faulty;
import static dev.selvage.examples.gateway.Stage.inTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.ScopeFailedException;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.testkit.FaultInjector;
import dev.selvage.testkit.LeakCheck;
import dev.selvage.testkit.Policy;
import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.SimulationTest;
import dev.selvage.testkit.VirtualClock;
import dev.selvage.testkit.VirtualTimeTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link ServingTest} cannot wait for, and what no load shows for sure: the same checkout, in hand. */
@LeakCheck
class CheckoutTest {
    /** More than a checkout passes. */
    private static final int POINTS = 60;

    @Test
    void should_put_the_four_answers_together_and_leave_nothing() throws Exception {
        Stage stage = new Stage(inTime());
        assertThat(stage.checkout()).satisfies(page -> {
            assertThat(page.customer()).isEqualTo("Customer 7");
            assertThat(page.history().purchases()).isEqualTo(6);
            assertThat(page.price().value()).isEqualTo(1250);
            assertThat(page.stock().value()).isEqualTo(3);
        });
        assertThat(stage.idle()).isEqualTo(CONNECTIONS);
    }

    @VirtualTimeTest
    void should_take_as_long_as_the_slowest_of_the_four(VirtualClock clock) throws Exception {
        new Stage(inTime()).reading(Duration.ofMillis(350)).checkout();
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(350));
    }

    @VirtualTimeTest
    void should_end_at_its_deadline_and_give_the_connections_back_when_a_query_takes_long(VirtualClock clock) {
        Stage stage = new Stage(inTime()).reading(Duration.ofMinutes(10));
        assertThatThrownBy(stage::checkout).isInstanceOf(DeadlineExceededException.class);
        assertThat(clock.elapsed()).isEqualTo(CheckoutGateway.TIMEOUT);
        assertThat(stage.idle()).isEqualTo(CONNECTIONS);
    }

    @VirtualTimeTest
    void should_ask_once_more_beside_an_answer_that_does_not_come(VirtualClock clock) throws Exception {
        Stage stage = new Stage(after(Duration.ofHours(1)), inTime());
        assertThat(stage.checkout().price().value()).isEqualTo(1250);
        assertThat(stage.asked()).isEqualTo(2);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(60).plus(USUAL));
    }

    @VirtualTimeTest
    void should_ask_again_after_errors_and_be_done_before_the_deadline(VirtualClock clock) throws Exception {
        Stage stage = new Stage(faulty(), faulty(), inTime());
        assertThat(stage.checkout().price().value()).isEqualTo(1250);
        assertThat(stage.asked()).isEqualTo(3);
        assertThat(clock.elapsed()).isLessThan(Duration.ofMillis(60));
    }

    @VirtualTimeTest
    void should_fail_with_the_third_error_and_cancel_the_others() {
        Stage stage = new Stage(faulty(), faulty(), faulty()).reading(Duration.ofMinutes(10));
        assertThatThrownBy(stage::checkout)
                .isInstanceOf(ScopeFailedException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(stage.idle()).isEqualTo(CONNECTIONS);
    }

    @SimulationTest(policy = Policy.MIXED)
    void should_have_one_result_when_the_deadline_and_the_last_answer_come_at_once() throws Exception {
        Stage stage = new Stage(inTime()).reading(CheckoutGateway.TIMEOUT);
        try {
            assertThat(stage.checkout().history().purchases()).isEqualTo(6);
        } catch (DeadlineExceededException late) {
            assertThat(late).hasMessageContaining("400");
        }
        assertThat(stage.idle()).isEqualTo(CONNECTIONS);
    }

    @SimulationTest
    void should_give_every_connection_back_whichever_operation_fails_in_whatever_order(Simulation sim)
            throws Exception {
        Stage stage = new Stage(after(Duration.ofMillis(90)), faulty(), inTime());
        FaultInjector.Point point = FaultInjector.none().at(1 + sim.random().nextInt(POINTS));
        FaultInjector fault =
                sim.random().nextBoolean() ? point.cancel() : point.fail(() -> new IllegalStateException("injected"));
        try {
            fault.run(stage::checkout);
        } catch (IllegalStateException | ScopeFailedException | InterruptedException expected) {
            assertThat(expected).hasStackTraceContaining("injected");
        }
        assertThat(stage.idle()).isEqualTo(CONNECTIONS);
    }
}
