package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ListenerTest {
    private static final class Recorder implements ScopeListener {
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void scopeOpened(Scope scope) {
            events.add("opened " + scope.name());
        }

        @Override
        public void scopeClosed(Scope scope) {
            assertThat(scope.context().isCancelled()).isTrue();
            events.add("closed " + scope.name());
        }

        @Override
        public void goroutineStarted(Scope scope, Goroutine<?> goroutine) {
            assertThat(Thread.currentThread().getName()).isEqualTo(goroutine.name());
            events.add("started " + goroutine.name());
        }

        @Override
        public void goroutineEnded(Scope scope, Goroutine<?> goroutine) {
            assertThat(goroutine.outcome()).isPresent();
            events.add("ended " + goroutine.name());
        }

        @Override
        public void goroutineFailed(Scope scope, GoroutineFailure failure) {
            events.add("failed " + failure.name());
        }
    }

    private final Recorder recorder = new Recorder();
    private final ScopeOptions options = Scope.options().named("s").withListener(recorder);

    @Test
    void should_be_told_in_order_when_a_goroutine_runs_and_fails() {
        assertThatThrownBy(() -> options.run(scope -> {
                    scope.go("good", () -> {}).await();
                    scope.join();
                    scope.go("bad", () -> {
                        throw new IOException();
                    });
                }))
                .isInstanceOf(ScopeFailedException.class);

        assertThat(recorder.events)
                .containsExactly(
                        "opened s", "started good", "ended good", "started bad", "failed bad", "ended bad", "closed s");
    }

    @Test
    void should_be_told_of_the_end_only_when_a_goroutine_never_ran() throws Exception {
        options.run(scope -> {
            scope.cancel("stop");
            scope.go("never", () -> {});
        });
        assertThat(recorder.events).containsExactly("opened s", "ended never", "closed s");
    }

    @Test
    void should_tell_several_listeners_and_not_those_of_inner_scopes() throws Exception {
        Recorder second = new Recorder();
        options.withListener(second).run(scope -> Scope.options().named("inner").run(inner -> inner.go(() -> {})));
        assertThat(recorder.events).containsExactly("opened s", "closed s").isEqualTo(second.events);
    }

    @Test
    void should_disturb_nothing_when_a_listener_throws() throws Exception {
        ScopeListener throwing = new ScopeListener() {
            @Override
            public void scopeOpened(Scope scope) {
                throw new IllegalStateException("opened");
            }

            @Override
            public void goroutineStarted(Scope scope, Goroutine<?> goroutine) {
                throw new IllegalStateException("started");
            }

            @Override
            public void goroutineEnded(Scope scope, Goroutine<?> goroutine) {
                throw new AssertionError("ended");
            }

            @Override
            public void scopeClosed(Scope scope) {
                throw new AssertionError("closed");
            }
        };
        int value = Scope.options()
                .withListener(throwing)
                .withListener(recorder)
                .call(scope -> scope.go("g", () -> 1).await());
        assertThat(value).isEqualTo(1);
        assertThat(recorder.events).containsExactly("opened scope", "started g", "ended g", "closed scope");
    }

    @Test
    void should_refuse_null() {
        assertThatThrownBy(() -> Scope.options().withListener(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("listener");
    }
}
