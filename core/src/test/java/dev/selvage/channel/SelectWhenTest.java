package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clauses that take part on a condition: Go's nil channel. */
@ExtendWith(NothingLeft.class)
class SelectWhenTest {
    private final Channel<Integer> a = Channel.buffered(1);
    private final Channel<Integer> b = Channel.buffered(1);

    @Test
    void should_pass_by_a_clause_when_it_is_switched_off() throws InterruptedException {
        a.send(1);
        b.send(2);
        for (int i = 0; i < 50; i++) {
            Integer got = Select.select(a.onReceive(value -> value).when(false), b.onReceive(value -> value));
            assertThat(got).isEqualTo(2);
            b.send(2);
        }
        assertThat(Select.<Integer, RuntimeException>select(
                        a.onReceive(value -> value).when(true)))
                .isEqualTo(1);
    }

    @Test
    void should_ask_the_condition_in_every_run() throws InterruptedException {
        AtomicBoolean open = new AtomicBoolean();
        Select<String, RuntimeException> select =
                Select.of(a.onReceive(value -> "a").when(open::get), Select.otherwise(() -> "otherwise"));
        a.send(1);
        assertThat(select.run()).isEqualTo("otherwise");
        open.set(true);
        assertThat(select.run()).isEqualTo("a");
    }

    @Test
    void should_need_every_condition_when_there_are_several() throws InterruptedException {
        a.send(1);
        var clause = a.onReceive(value -> "a");
        assertThat(Select.<String, RuntimeException>first(
                        clause.when(true).when(() -> false),
                        clause.when(() -> false).when(true),
                        Select.otherwise(() -> "otherwise")))
                .isEqualTo("otherwise");
        assertThat(Select.<String, RuntimeException>first(
                        clause.when(() -> true).when(() -> true)))
                .isEqualTo("a");
    }

    @Test
    void should_leave_with_what_a_condition_throws_and_have_done_nothing() throws InterruptedException {
        a.send(1);
        assertThatThrownBy(() -> Select.select(
                        a.onReceive(value -> "a"), b.onReceive(value -> "b").when(() -> {
                            throw new IllegalStateException("condition");
                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("condition");
        assertThat(a.size()).isEqualTo(1);
    }

    @Test
    void should_block_until_cancelled_when_there_is_no_clause() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> empty = scope.go(() -> {
                Select.<String, RuntimeException>select();
            });
            Goroutine<?> disabled = scope.go(() -> {
                a.send(1);
                Select.select(a.onReceive(value -> "a").when(false));
            });
            Work.untilBlocked(empty);
            Work.untilBlocked(disabled);
            scope.cancel("enough");
            scope.join();
            assertThat(empty.outcome()).isPresent();
            assertThat(disabled.outcome()).isPresent();
        });
        assertThat(a.size()).isEqualTo(1);
    }
}
