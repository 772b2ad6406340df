package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.VirtualClock;
import dev.selvage.testkit.VirtualTime;
import dev.selvage.testkit.VirtualTimeOptions;
import dev.selvage.testkit.VirtualTimeTest;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test method in virtual time. */
public final class VirtualTimeExtension implements InvocationInterceptor, ParameterResolver {
    /** For JUnit. */
    public VirtualTimeExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == VirtualClock.class;
    }

    /** Nothing yet: the clock is made with the run. */
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
        VirtualTimeOptions options =
                new VirtualTimeOptions(test.seed(), test.autoAdvance(), Duration.ofMillis(test.outsideMillis()));
        Object target = context.getRequiredTestInstance();
        Owned.of(context).call(() -> {
            VirtualTime.<Throwable>run(
                    options,
                    clock -> TestMethods.invoke(method, target, call.getArguments(), VirtualClock.class, clock));
            return null;
        });
    }
}
