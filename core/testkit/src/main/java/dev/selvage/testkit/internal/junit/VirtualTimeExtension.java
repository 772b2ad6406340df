package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.VirtualClock;
import dev.selvage.testkit.VirtualTime;
import dev.selvage.testkit.VirtualTimeOptions;
import dev.selvage.testkit.VirtualTimeTest;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test method in virtual time, on JUnit's instance, with what belongs before and after it. */
public final class VirtualTimeExtension extends OneTest implements ParameterResolver {
    /** The clock of the run that calls the methods of a test. */
    private static final ScopedValue<VirtualClock> CLOCK = ScopedValue.newInstance();

    /** For JUnit. */
    public VirtualTimeExtension() {}

    /** In methods alone: the instance is made outside of any run. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == VirtualClock.class
                && parameter.getDeclaringExecutable() instanceof Method;
    }

    /** Outside of a run null: JUnit asks before it calls a method, and that call is skipped. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return CLOCK.isBound() ? CLOCK.get() : null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        VirtualTimeTest test = call.getExecutable().getAnnotation(VirtualTimeTest.class);
        VirtualTimeOptions options = new VirtualTimeOptions(
                test.seed(), test.autoAdvance(), Duration.ofMillis(test.outsideMillis()), test.stepLimit());
        LifeCycle lifeCycle = new LifeCycle(context);
        VirtualTime.<Throwable>run(
                options,
                clock -> ScopedValue.where(CLOCK, clock).<@Nullable Void, Throwable>call(() -> {
                    lifeCycle.runOnJunitsInstance();
                    return null;
                }));
    }
}
