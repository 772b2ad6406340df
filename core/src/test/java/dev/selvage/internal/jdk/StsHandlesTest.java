package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only one JDK runs the tests; the shapes of the others are doubles written by hand. */
class StsHandlesTest {
    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(Sts25.class, Sts25.Joiner.class, Sts25.Configuration.class),
                Arguments.of(Sts26.class, Sts26.Joiner.class, Sts26.Configuration.class),
                Arguments.of(Sts27.class, Sts27.Joiner.class, Sts27.Configuration.class));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void should_reach_every_method_when_the_shape_is_one_of_a_supported_jdk(
            Class<?> scope, Class<?> joiner, Class<?> configuration) throws Throwable {
        // given
        StsHandles handles = bind(scope, joiner, configuration);
        ThreadFactory factory = Thread.ofPlatform().name("double-worker").factory();
        AtomicReference<String> ranOn = new AtomicReference<>();
        UnaryOperator<Object> configure = it -> configured(handles, it, "checkout", factory);
        Callable<?> task = () -> {
            ranOn.set(Thread.currentThread().getName());
            return "result";
        };

        // when: exactly as the calls in production are written
        Object opened = (Object) handles.open().invokeExact(configure);
        handles.fork().invokeExact(opened, task);
        handles.join().invokeExact(opened);
        handles.close().invokeExact(opened);

        // then
        StsRecorder<?, ?> recorder = (StsRecorder<?, ?>) opened;
        assertThat(recorder.configured).isSameAs(recorder);
        assertThat(recorder.name).isEqualTo("checkout");
        assertThat(recorder.joiner).isInstanceOf(joiner);
        assertThat(ranOn).hasValue("double-worker");
        assertThat(recorder.joins).isEqualTo(1);
        assertThat(recorder.closed).isTrue();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void should_make_a_joiner_for_each_scope_when_opened_twice(Class<?> scope, Class<?> joiner, Class<?> configuration)
            throws Throwable {
        // given
        StsHandles handles = bind(scope, joiner, configuration);
        UnaryOperator<Object> asItIs = it -> it;

        // when
        StsRecorder<?, ?> first = (StsRecorder<?, ?>) handles.open().invoke(asItIs);
        StsRecorder<?, ?> second = (StsRecorder<?, ?>) handles.open().invoke(asItIs);

        // then
        assertThat(first.joiner).isNotSameAs(second.joiner);
    }

    static Stream<Arguments> misfits() {
        Class<?> scope = Sts25.class;
        Class<?> joiner = Sts25.Joiner.class;
        Class<?> configuration = Sts25.Configuration.class;
        return Stream.of(
                Arguments.of(StsMisfits.NoOpen.class, joiner, configuration, "NoOpen.open(Joiner, Function)"),
                Arguments.of(StsMisfits.NoFork.class, joiner, configuration, "NoFork.fork(Callable)"),
                Arguments.of(StsMisfits.NoJoin.class, joiner, configuration, "NoJoin.join()"),
                Arguments.of(StsMisfits.NoClose.class, joiner, configuration, "NoClose.close()"),
                Arguments.of(scope, StsMisfits.NoPolicy.class, configuration, "NoPolicy.awaitAllSuccessfulOrThrow()"),
                Arguments.of(scope, joiner, StsMisfits.NoName.class, "NoName.withName(String)"),
                Arguments.of(scope, joiner, StsMisfits.NoFactory.class, "NoFactory.withThreadFactory(ThreadFactory)"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void should_say_which_jdks_and_what_is_missing_when_the_shape_is_unknown(
            Class<?> scope, Class<?> joiner, Class<?> configuration, String missing) {
        assertThatThrownBy(() -> bind(scope, joiner, configuration))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Selvage runs on JDK 25 to 28, and this is JDK " + Runtime.version()
                        + ", which does not offer the method " + missing + " as they do");
    }

    @Test
    void should_say_the_same_when_a_method_is_there_but_may_not_be_called() {
        assertThatThrownBy(() -> StsHandles.bind(
                        MethodHandles.publicLookup(), // sees no package-private interface
                        Sts25.class,
                        Sts25.Joiner.class,
                        Sts25.Configuration.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("JDK 25 to 28")
                .hasCauseInstanceOf(IllegalAccessException.class);
    }

    @Test
    void should_throw_at_each_call_and_not_at_class_loading_when_the_jdk_has_no_such_class() {
        // given
        StsHandles handles = StsHandles.ofNamed("java.util.concurrent.NoSuchScope");
        UnaryOperator<Object> configure = it -> it;

        // when, then: the second caller reads the same as the first
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> handles.open().invoke(configure))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("Selvage runs on JDK 25 to 28")
                    .hasMessageContaining("the class java.util.concurrent.NoSuchScope");
        }
        assertThatThrownBy(() -> handles.withName().invoke(new Object(), "name"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> handles.close().invoke(new Object()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static StsHandles bind(Class<?> scope, Class<?> joiner, Class<?> configuration) {
        return StsHandles.bind(MethodHandles.lookup(), scope, joiner, configuration);
    }

    private static Object configured(StsHandles handles, Object configuration, String name, ThreadFactory factory) {
        try {
            Object named = (Object) handles.withName().invokeExact(configuration, name);
            return (Object) handles.withThreadFactory().invokeExact(named, factory);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
