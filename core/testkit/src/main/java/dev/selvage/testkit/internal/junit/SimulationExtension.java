package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.Replay;
import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.SimulationOptions;
import dev.selvage.testkit.SimulationTest;
import dev.selvage.testkit.internal.explore.Token;
import dev.selvage.testkit.internal.jdk.TestMethods;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test method once for each schedule, every time on an instance of its own and with its life cycle inside. */
public final class SimulationExtension extends OneTest implements ParameterResolver {
    /** The run that calls the methods of a test. */
    private static final ScopedValue<Simulation> RUN = ScopedValue.newInstance();

    /** For JUnit. */
    public SimulationExtension() {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        return OwnInstance.<T, Throwable>make(context, invocation::proceed);
    }

    /** In methods alone: JUnit's own instance is made outside of any run. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulation.class
                && parameter.getDeclaringExecutable() instanceof Method;
    }

    /** Outside of a run null: JUnit asks before it calls a method, and that call is skipped. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return RUN.isBound() ? RUN.get() : null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
        Method method = call.getExecutable();
        SimulationOptions options = options(method.getAnnotation(SimulationTest.class));
        LifeCycle lifeCycle = new LifeCycle(context);
        Simulation.Body body = sim -> ScopedValue.where(RUN, sim).<@Nullable Void, Throwable>call(() -> {
            lifeCycle.run();
            return null;
        });
        String name = TestMethods.name(call.getTargetClass(), method);
        Replay replay = method.getAnnotation(Replay.class);
        if (replay == null) {
            Simulation.explore(name, options, body);
        } else if (replay.mended()) {
            Simulation.follow(replay.value(), options, body);
        } else {
            replay(replay.value(), name, options, body);
        }
    }

    private static void replay(String token, String name, SimulationOptions options, Simulation.Body body) {
        try {
            Simulation.replay(token, options, body);
        } catch (SimulationFailedError failed) {
            boolean same = failed.token().filter(token::equals).isPresent() && !isLost(failed);
            if (!same && Token.of(token).test() != name.hashCode()) {
                failed.addSuppressed(new IllegalArgumentException(
                        "The token of @Replay is of another test, or of this one under another name"));
            }
            throw failed;
        }
    }

    /** Whether the schedule could not be followed, and nothing else failed. */
    private static boolean isLost(SimulationFailedError failed) {
        return String.valueOf(failed.getMessage()).startsWith("The run DIVERGED");
    }

    private static SimulationOptions options(SimulationTest test) {
        return new SimulationOptions(
                test.schedules(),
                test.policy(),
                test.depth(),
                test.seed(),
                test.stepLimit(),
                Duration.ofMillis(test.outsideMillis()));
    }
}
