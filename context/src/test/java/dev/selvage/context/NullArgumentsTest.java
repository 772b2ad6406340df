package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelReason.Kind;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NullArgumentsTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);
    private static final Context CONTEXT = Context.background();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_name_the_argument_when_it_is_null(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    static Stream<Arguments> should_name_the_argument_when_it_is_null() {
        return Stream.of(
                refused("timeout", () -> CONTEXT.withTimeout(null)),
                refused("deadline", () -> CONTEXT.withDeadline(null)),
                refused("grace", () -> CONTEXT.shielded(null)),
                refused("key", () -> CONTEXT.with(null, "value")),
                refused("value", () -> CONTEXT.with(KEY, null)),
                refused("key", () -> CONTEXT.get(null)),
                refused("hook", () -> CONTEXT.onCancel(null)),
                refused("body", () -> CONTEXT.run(null)),
                refused("body", () -> CONTEXT.call(null)),
                refused("cause", () -> CONTEXT.withCancel().cancel(null)),
                refused("name", () -> ContextKey.named(null, String.class)),
                refused("type", () -> ContextKey.named("key", null)),
                refused("defaultValue", () -> ContextKey.named("key", String.class, null)),
                refused("kind", () -> new CancelReason(null, "", Optional.empty())),
                refused("message", () -> new CancelReason(Kind.CLOSED, null, Optional.empty())),
                refused("cause", () -> new CancelReason(Kind.CLOSED, "", null)),
                refused("where", () -> new CancelReason(Kind.CLOSED, "", Optional.empty(), null)),
                refused("reason", () -> new CancelledException(null)),
                refused("reason", () -> new DeadlineExceededException(null)),
                refused("reason", () -> CancelledException.of(null)));
    }

    private static Arguments refused(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }
}
