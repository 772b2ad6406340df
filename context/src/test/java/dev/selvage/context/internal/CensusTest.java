package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import dev.selvage.context.internal.Living.Life;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final Duration HOUR = Duration.ofHours(1);

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

    private Living only() {
        assertThat(born).hasSize(1);
        return born.getFirst();
    }

    @Test
    void should_be_alive_until_closed_when_it_is_a_context_with_a_timer() {
        // when
        CancellableContext context = Context.background().withTimeout(HOUR);

        // then
        assertThat(only().subject()).isSameAs(context);
        assertThat(only().life()).isEqualTo(Life.ALIVE);
        assertThat(only().portrait().kind()).isEqualTo("context");
        assertThat(only().portrait().name()).contains("withTimeout(60 min");
        context.close();
        assertThat(only().life()).isEqualTo(Life.ENDED);
    }

    @Test
    void should_be_ended_by_the_census_when_it_was_left_behind() {
        // given
        CancellableContext context = Context.background().withTimeout(HOUR);

        // when
        only().end();

        // then
        assertThat(context.isCancelled()).isTrue();
    }

    @Test
    void should_not_count_when_a_context_has_no_timer_of_its_own() {
        // when
        try (CancellableContext plain = Context.background().withCancel();
                CancellableContext outer = Context.background().withTimeout(HOUR);
                CancellableContext later = outer.withTimeout(HOUR.multipliedBy(2))) {

            // then
            assertThat(only().subject()).isSameAs(outer);
            assertThat(plain.isCancelled() || later.isCancelled()).isFalse();
        }
    }

    @Test
    void should_be_dormant_then_alive_then_ended_when_it_is_a_hook() throws InterruptedException {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CancellableContext context = Context.background().withCancel();
        Registration hook = context.onCancel(() -> {
            begun.countDown();
            end.await();
        });
        assertThat(only().life()).isEqualTo(Life.DORMANT);
        assertThat(only().portrait().state()).isEqualTo("starting");

        // when
        context.cancel();
        begun.await();

        // then
        assertThat(only().life()).isEqualTo(Life.ALIVE);
        assertThat(running).contains(hook);
        assertThat(only().portrait().stack()).isNotEmpty();
        end.countDown();
        hook.close();
        assertThat(only().life()).isEqualTo(Life.ENDED);
    }

    @Test
    void should_be_alive_while_it_waits_when_a_thread_is_no_goroutine() throws InterruptedException {
        // given
        Thread thread = Thread.ofVirtual().name("waiter").start(() -> {
            try {
                assertThat(Park.until(() -> false, "something", Park.FOREVER)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> born.size() == 1);

        // then
        assertThat(only().life()).isEqualTo(Life.ALIVE);
        assertThat(only().portrait().name()).isEqualTo("waiter");
        assertThat(only().portrait().waitingFor()).isEqualTo("something");
        only().end();
        thread.join();
        assertThat(only().life()).isEqualTo(Life.ENDED);
    }

    @Test
    void should_make_nothing_when_nobody_listens() {
        // given
        Census.listen(null);

        // when
        try (CancellableContext context = Context.background().withTimeout(HOUR)) {
            assertThat(context.isCancelled()).isFalse();
        }

        // then
        assertThat(Census.isTaken()).isFalse();
        assertThat(born).isEmpty();
    }
}
