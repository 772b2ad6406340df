package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.VirtualClock;
import dev.selvage.testkit.VirtualTime;
import dev.selvage.testkit.VirtualTimeOptions;
import dev.selvage.testkit.VirtualTimeTest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs a test method in virtual time. */
public final class VirtualTimeExtension extends OneTest implements ParameterResolver {
    /** For JUnit. */
    public VirtualTimeExtension() {}

    /** In the test method alone: all else runs outside. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == VirtualClock.class
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    /** Nothing yet: the clock is made with the run, and put in its place then. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Method method = call.getExecutable();
        VirtualTimeTest test = method.getAnnotation(VirtualTimeTest.class);
        VirtualTimeOptions options = new VirtualTimeOptions(
                test.seed(), test.autoAdvance(), Duration.ofMillis(test.outsideMillis()), test.stepLimit());
        Object target = context.getRequiredTestInstance();
        Owned.of(context).call(() -> {
            VirtualTime.<Throwable>run(
                    options,
                    clock -> ReflectionSupport.invokeMethod(method, target, with(clock, call.getArguments(), method)));
            return null;
        });
    }

    private static @Nullable Object[] with(VirtualClock clock, List<Object> arguments, Method method) {
        @Nullable Object[] all = arguments.toArray();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < all.length; i++) {
            if (types[i] == VirtualClock.class) {
                all[i] = clock;
            }
        }
        return all;
    }
}
