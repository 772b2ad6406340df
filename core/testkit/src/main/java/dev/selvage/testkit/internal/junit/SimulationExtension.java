package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.Replay;
import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.SimulationOptions;
import dev.selvage.testkit.SimulationTest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test method once for each schedule, every time on an instance of its own. */
public final class SimulationExtension implements InvocationInterceptor, ParameterResolver {
    /** For JUnit. */
    public SimulationExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulation.class;
    }

    /** Nothing yet: each schedule has its own. */
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
        Class<?> type = call.getTargetClass();
        SimulationTest test = method.getAnnotation(SimulationTest.class);
        SimulationOptions options = new SimulationOptions(
                test.schedules(),
                test.policy(),
                test.depth(),
                test.seed(),
                test.stepLimit(),
                Duration.ofMillis(test.outsideMillis()));
        Simulation.Body body = sim -> {
            List<Object> instances = TestMethods.newInstances(type);
            try {
                TestMethods.beforeEach(instances);
                TestMethods.invoke(method, instances.getLast(), call.getArguments(), Simulation.class, sim);
            } finally {
                TestMethods.afterEach(instances);
            }
        };
        Replay replay = method.getAnnotation(Replay.class);
        Owned.of(context).call(() -> {
            if (replay == null) {
                Simulation.explore(type.getName() + "#" + method.getName(), options, body);
            } else {
                Simulation.replay(replay.value(), options, body);
            }
            return null;
        });
    }
}
