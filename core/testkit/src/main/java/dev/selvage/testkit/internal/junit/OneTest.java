package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.SimulationTest;
import dev.selvage.testkit.VirtualTimeTest;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * What tests of ours have in common: what belongs before and after one is called within its run, and not outside as well; and it is
 * refused that a method be a test of another kind too, as which it would run in no simulation, and pass.
 */
abstract class OneTest implements InvocationInterceptor, BeforeEachCallback {
    /** Of the two whichever is asked first would run the method, and the other never. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        if (method.isAnnotationPresent(SimulationTest.class) && method.isAnnotationPresent(VirtualTimeTest.class)) {
            throw refusal(method);
        }
    }

    /** Called within the run. */
    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
    }

    /** Called within the run. */
    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        throw refusal(call.getExecutable());
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        throw refusal(call.getExecutable());
    }

    private static IllegalStateException refusal(Method method) {
        return new IllegalStateException(
                method.getName() + " is a test by more than one annotation: @SimulationTest and"
                        + " @VirtualTimeTest stand alone. In a repeated, parameterized or dynamic test call Simulation.explore or"
                        + " VirtualTime.run instead");
    }
}
