package dev.selvage.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What users write compiles without a word about types: results of different kinds, handlers that throw or do not. */
class InferenceTest {
    private final Channel<Integer> jobs = Channel.buffered(16);
    private final Channel<String> out = Channel.rendezvous();

    @Test
    void should_infer_the_result_when_handlers_do_not_throw() throws InterruptedException {
        jobs.send(42);
        try (CancellableContext ctx = Context.current().withCancel()) {
            String s = Select.select(
                    jobs.onReceive(job -> "job " + job),
                    out.onSend("value", () -> "sent"),
                    Select.onDone(ctx, () -> "stopped"),
                    Select.after(ofSeconds(50), () -> "slow"));
            assertThat(s).isEqualTo("job 42");
        }
    }

    @Test
    void should_infer_the_common_type_when_results_differ() throws InterruptedException {
        Number n = Select.first(jobs.onReceive(job -> job), Select.otherwise(() -> 1.5));
        assertThat(n).isEqualTo(1.5);
    }

    @Test
    void should_throw_what_handlers_throw_when_they_declare_it() {
        assertThatThrownBy(this::failing).isInstanceOf(IOException.class).hasMessage("disk");
    }

    private void failing() throws IOException, InterruptedException {
        jobs.send(1);
        Select.select(jobs.onReceive(InferenceTest::toDisk), out.onClosed(() -> "closed"));
    }

    private static String toDisk(int job) throws IOException {
        throw new IOException("disk");
    }

    @Test
    void should_take_statements_when_nothing_is_returned() throws InterruptedException {
        StringBuilder log = new StringBuilder();
        jobs.send(7);
        Select.select(
                jobs.onReceiveRun(job -> log.append(job)),
                out.onSendRun("x", () -> log.append("sent")),
                Select.afterRun(ofSeconds(50), () -> log.append("late")));
        assertThat(log).hasToString("7");
    }

    @Test
    void should_see_the_end_of_goroutines_when_asked() throws InterruptedException {
        String how = Scope.call(scope -> {
            var work = scope.go(() -> "done");
            return Select.select(Select.onDone(work, outcome -> outcome.toString()), jobs.onReceive(job -> "job"));
        });
        assertThat(how).contains("done");
    }
}
