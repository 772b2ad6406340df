package dev.selvage.channel;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clauses that wait for no channel: a context, a goroutine, time. */
@ExtendWith(NothingLeft.class)
class SelectEventsTest {
    private final Channel<Integer> silent = Channel.rendezvous();
    private final ManualTime time = new ManualTime();

    @Test
    void should_run_when_a_context_is_cancelled_before_or_meanwhile() throws Exception {
        try (CancellableContext context = Context.background().withCancel()) {
            Select<String, RuntimeException> select =
                    Select.of(silent.onReceive(value -> "value"), Select.onDone(context, () -> "done"));
            Peer<String> waiting = Peer.start(select::run);
            Peer.untilReceiversWait(silent, 1);
            context.cancel();
            assertThat(waiting.get()).isEqualTo("done");
            assertThat(select.run()).isEqualTo("done");
            assertThat(silent.toString()).doesNotContain("wait");
        }
    }

    @Test
    void should_run_the_clause_and_keep_the_interrupt_when_its_own_scope_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> worker = scope.go(() -> {
                Select<String, RuntimeException> select = Select.of(
                        silent.onReceive(value -> "value"),
                        Select.onDone(
                                Context.current(),
                                () -> "stopped " + Thread.currentThread().isInterrupted()));
                String first = select.run();
                String again = select.run();
                assertThatThrownBy(() -> silent.receive()).isInstanceOf(InterruptedException.class);
                return first + ", " + again;
            });
            Peer.untilReceiversWait(silent, 1);
            Work.untilBlocked(worker);
            scope.cancel("enough");
            scope.join();
            assertThat(worker.outcome().orElseThrow().toString()).contains("stopped true, stopped true");
        });
    }

    @Test
    void should_go_before_the_interrupt_only_when_it_is_that_context_that_is_cancelled() throws Exception {
        try (CancellableContext other = Context.background().withCancel()) {
            Peer<String> waiting = Peer.start(
                    () -> Select.select(silent.onReceive(value -> "value"), Select.onDone(other, () -> "done")));
            Peer.untilReceiversWait(silent, 1);
            waiting.interrupt();
            assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void should_give_the_outcome_when_a_goroutine_ends() throws Exception {
        Scope.options().isolated(failure -> {}).run(scope -> {
            Channel<Integer> go = Channel.rendezvous();
            Goroutine<String> good = scope.go(() -> "value " + go.receive());
            Select<String, RuntimeException> select =
                    Select.of(silent.onReceive(value -> "value"), Select.onDone(good, SelectEventsTest::told));
            Peer.untilReceiversWait(go, 1);
            go.send(1);
            assertThat(select.run()).isEqualTo("completed value 1");
            assertThat(select.run()).isEqualTo("completed value 1");

            Goroutine<String> bad = scope.go(() -> {
                throw new IllegalStateException("bad");
            });
            assertThat(Select.<String, RuntimeException>select(Select.onDone(bad, SelectEventsTest::told)))
                    .isEqualTo("failed");
        });
    }

    private static String told(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Success<String>(String value) -> "completed " + value;
            case Outcome.Failure<String> _ -> "failed";
            case Outcome.Cancelled<String> _ -> "cancelled";
        };
    }

    @Test
    void should_run_the_earliest_when_the_time_has_come() throws Exception {
        Peer<String> waiting = Peer.start(() -> Scope.options()
                .withContext(time.root())
                .call(scope -> Select.select(
                        Select.after(ofHours(1), () -> "late"),
                        silent.onReceive(value -> "value"),
                        Select.after(ofSeconds(1), () -> "soon"))));
        Work.untilBlocked(waiting.thread());
        Peer.untilReceiversWait(silent, 1);
        time.advance(ofSeconds(1));
        assertThat(waiting.get()).isEqualTo("soon");
        assertThat(time.armed()).isZero();
        assertThat(silent.toString()).doesNotContain("wait");
    }

    @Test
    void should_leave_no_timer_behind_when_another_clause_runs() throws Exception {
        Peer<String> waiting = Peer.start(() -> Scope.options()
                .withContext(time.root())
                .call(scope -> Select.select(
                        silent.onReceive(value -> "value " + value), Select.after(ofSeconds(1), () -> "slow"))));
        Peer.untilReceiversWait(silent, 1);
        silent.send(7);
        assertThat(waiting.get()).isEqualTo("value 7");
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_run_at_once_when_there_is_no_time() throws InterruptedException {
        assertThat(Select.<String, RuntimeException>select(
                        silent.onReceive(value -> "value"), Select.after(ZERO, () -> "slow")))
                .isEqualTo("slow");
        assertThat(Select.<String, RuntimeException>select(
                        silent.onReceive(value -> "value"), Select.after(ofSeconds(-1), () -> "slow")))
                .isEqualTo("slow");
    }
}
