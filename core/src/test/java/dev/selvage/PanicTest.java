package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class PanicTest {
    /** An error that nobody has heard of, as ThreadDeath was. */
    private static final class OddError extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown by nobody but a virtual machine in trouble. */
    private static final class Trouble extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Throwable> panics() {
        return Stream.of(
                new AssertionError("assertion"),
                new StackOverflowError("by hand"),
                new OddError(),
                new LinkageError("linkage"),
                new NullPointerException("runtime"));
    }

    static Stream<VirtualMachineError> troubles() {
        return Stream.of(new OutOfMemoryError("by hand"), new InternalError("by hand"), new Trouble());
    }

    private static Task throwing(Throwable what) {
        return () -> {
            if (what instanceof Error error) {
                throw error;
            }
            throw (Exception) what;
        };
    }

    @ParameterizedTest
    @MethodSource("panics")
    void should_surface_at_once_when_a_goroutine_panics(Throwable panic) {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    scope.go(throwing(panic));
                    Work.hang();
                }));

        // then
        assertThat(thrown).hasCause(panic).hasMessageContaining("panicked");
        assertThat(thrown.failure().panic()).isTrue();
    }

    @Test
    void should_surface_when_the_stack_really_overflows() {
        // when
        ScopeFailedException thrown =
                catchThrowableOfType(ScopeFailedException.class, () -> Scope.run(scope -> scope.go(() -> overflow(0))));

        // then
        assertThat(thrown).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(thrown.failure().panic()).isTrue();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    @Test
    void should_be_no_panic_when_the_exception_is_checked() {
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> scope.go(throwing(new IOException("expected kind")))));
        assertThat(thrown.failure().panic()).isFalse();
        assertThat(thrown).hasMessageContaining("failed: ");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void should_rethrow_as_itself_on_the_owner_when_the_virtual_machine_is_in_trouble(VirtualMachineError trouble) {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.go(throwing(trouble));
                    Work.hang();
                }))
                .isSameAs(trouble);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void should_rethrow_as_itself_when_isolated(VirtualMachineError trouble) {
        assertThatThrownBy(() -> Scope.options().isolated().run(scope -> scope.go(throwing(trouble))))
                .isSameAs(trouble);
        assertThatThrownBy(() -> Scope.options().isolated(failure -> {}).run(scope -> scope.go(throwing(trouble))))
                .isSameAs(trouble);
    }

    @Test
    void should_rethrow_trouble_although_something_failed_before() {
        // given
        IOException first = new IOException("first");
        OutOfMemoryError trouble = new OutOfMemoryError("by hand");

        // when
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> {
            Goroutine<?> later = scope.go(() -> {
                try {
                    Work.hang();
                } catch (InterruptedException e) {
                    throw trouble;
                }
            });
            Work.untilBlocked(later);
            scope.go(throwing(first));
        }));

        // then
        assertThat(thrown).isSameAs(trouble).hasSuppressedException(first);
    }

    @Test
    void should_pass_trouble_through_nested_scopes_as_itself() {
        OutOfMemoryError trouble = new OutOfMemoryError("by hand");
        assertThatThrownBy(() -> Scope.run(outer -> outer.go(() -> Scope.run(inner -> inner.go(throwing(trouble))))))
                .isSameAs(trouble);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_leave_with_the_bodys_own_error(boolean overflow) {
        if (overflow) {
            assertThatThrownBy(() -> Scope.call(scope -> overflow(0))).isInstanceOf(StackOverflowError.class);
        } else {
            AssertionError own = new AssertionError("body");
            assertThatThrownBy(() -> Scope.run(scope -> {
                        scope.go(() -> Work.hang());
                        throw own;
                    }))
                    .isSameAs(own);
        }
    }
}
