package dev.selvage.channel;

import static dev.selvage.dsl.Go.after;
import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.done;
import static dev.selvage.dsl.Go.doneRun;
import static dev.selvage.dsl.Go.first;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.otherwise;
import static dev.selvage.dsl.Go.otherwiseRun;
import static dev.selvage.dsl.Go.scope;
import static dev.selvage.dsl.Go.scoped;
import static dev.selvage.dsl.Go.select;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels in the words of Go. */
class WordsTest {

    @Test
    void should_work_until_done_when_written_as_in_go() throws InterruptedException {
        // given: the background worker of every Go book
        Channel<Integer> jobs = channel();
        Channel<Integer> results = channel(16);

        // when
        String how = scope(() -> {
            var worker = go(() -> {
                while (true) {
                    String end = select(
                            jobs.onReceive(job -> {
                                results.send(job * job);
                                return "";
                            }),
                            done(() -> "stopped"));
                    if (!end.isEmpty()) {
                        return end;
                    }
                }
            });
            for (int i = 1; i <= 3; i++) {
                jobs.send(i);
            }
            worker.cancel();
            return select(Select.onDone(worker, outcome -> outcome.toString()), after(ofSeconds(50), () -> "hangs"));
        });

        // then
        assertThat(how).contains("stopped");
        List<Integer> squares = new ArrayList<>();
        results.drainTo(squares);
        assertThat(squares).containsExactly(1, 4, 9);
    }

    @Test
    void should_take_the_first_written_when_several_are_ready() throws InterruptedException {
        Channel<String> urgent = channel(1);
        Channel<String> usual = channel(1);
        urgent.send("urgent");
        usual.send("usual");
        assertThat(Select.<String, RuntimeException>first(usual.onReceive(v -> v), urgent.onReceive(v -> v)))
                .isEqualTo("usual");
        String next = first(urgent.onReceive(v -> v), usual.onReceive(v -> v), otherwise(() -> "none"));
        assertThat(next).isEqualTo("urgent");
    }

    @Test
    void should_not_wait_when_there_is_otherwise() throws InterruptedException {
        StringBuilder log = new StringBuilder();
        Channel<String> silent = channel();
        select(silent.onReceiveRun(log::append), otherwiseRun(() -> log.append("idle")));
        assertThat(log).hasToString("idle");
    }

    @Test
    void should_see_the_end_of_a_given_context_when_it_is_named() throws InterruptedException {
        CancellableContext context = Context.current().withCancel();
        context.cancel();
        String how = select(done(context, () -> "over"), after(ofSeconds(50), () -> "hangs"));
        assertThat(how).isEqualTo("over");
    }

    @Test
    void should_run_a_statement_when_the_scope_is_cancelled() throws InterruptedException {
        StringBuilder log = new StringBuilder();
        scoped(() -> {
            Scope.current().cancel("enough");
            select(doneRun(() -> log.append("cleanup")));
        });
        assertThat(log).hasToString("cleanup");
    }
}
