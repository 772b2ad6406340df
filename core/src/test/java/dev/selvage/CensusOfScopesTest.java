package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.channel.Ticker;
import dev.selvage.context.Context;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Living;
import dev.selvage.context.internal.Living.Life;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class CensusOfScopesTest {
    private final List<Living> born = new CopyOnWriteArrayList<>();
    private final List<Object> running = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Census.listen(new Census.Listener() {
            @Override
            public void born(Living one) {
                born.add(one);
            }

            @Override
            public void runs(Object subject) {
                running.add(subject);
            }
        });
    }

    @AfterEach
    void listenNoMore() {
        Census.listen(null);
    }

    private Living the(Object subject) {
        return born.stream().filter(one -> one.subject() == subject).findFirst().orElseThrow();
    }

    @Test
    void should_be_alive_until_it_ends_when_it_is_a_scope_or_goroutine() throws InterruptedException {
        // given
        CountDownLatch go = new CountDownLatch(1);
        Scope scope = Scope.options().named("outer").open();
        Goroutine<Integer> goroutine = scope.go("worker", () -> {
            go.await();
            return 1;
        });
        Work.untilBlocked(goroutine);

        // then
        assertThat(the(scope).life()).isEqualTo(Life.ALIVE);
        assertThat(the(scope).portrait().state()).startsWith("open, 1 living, owner ");
        assertThat(the(goroutine).life()).isEqualTo(Life.ALIVE);
        assertThat(the(goroutine).portrait().where()).startsWith("outer/worker#");
        assertThat(the(goroutine).portrait().waitingFor()).isEqualTo("CountDownLatch");
        assertThat(running).contains(goroutine);
        go.countDown();
        assertThat(goroutine.await()).isEqualTo(1);
        assertThat(the(goroutine).life()).isEqualTo(Life.ENDED);
        scope.close();
        assertThat(the(scope).life()).isEqualTo(Life.ENDED);
    }

    @Test
    void should_be_cancelled_then_closed_when_a_scope_was_left_behind() {
        // given
        Scope scope = Scope.open();
        Goroutine<?> goroutine = scope.go(() -> Work.hang());

        // when
        the(scope).end();

        // then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(scope.context().isCancelled()).isTrue();
        Awaitility.await().pollInSameThread().until(() -> {
            the(scope).end(); // its goroutine needs a moment to leave
            return the(scope).life() == Life.ENDED;
        });
        assertThat(goroutine.state()).isEqualTo(Goroutine.State.DEAD);
        assertThat(Context.current()).isSameAs(Context.background());
    }

    @Test
    void should_go_on_beside_its_thread_when_a_scope_that_does_not_end_is_detached() throws InterruptedException {
        // given
        CountDownLatch finish = new CountDownLatch(1);
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        inner.go(() -> Work.ignoringInterrupts(finish));

        // when
        the(inner).end();
        the(outer).end();
        the(outer).detach(); // in vain: it is not the innermost
        assertThat(Context.current()).isSameAs(inner.context());
        the(inner).detach();
        the(outer).detach();

        // then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(Context.current()).isSameAs(Context.background());
        Scope.run(scope -> scope.go(() -> {}));
        assertThat(the(inner).life()).isEqualTo(Life.ALIVE);
        finish.countDown();
        inner.close();
        outer.close();
        assertThat(the(inner).life()).isEqualTo(Life.ENDED);
        assertThat(the(outer).life()).isEqualTo(Life.ENDED);
    }

    @Test
    void should_be_alive_while_it_runs_when_it_is_a_ticker() {
        // given
        Ticker ticker = Ticker.every(Duration.ofHours(1));
        Living living = born.getLast();

        // then
        assertThat(living.life()).isEqualTo(Life.ALIVE);
        assertThat(living.portrait().kind()).isEqualTo("ticker");
        ticker.close();
        assertThat(living.life()).isEqualTo(Life.ENDED);
    }
}
