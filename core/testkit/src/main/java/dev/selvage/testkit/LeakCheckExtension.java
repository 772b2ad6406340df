package dev.selvage.testkit;

import dev.selvage.testkit.internal.junit.OwnInstance;
import dev.selvage.testkit.internal.leak.Owners;
import dev.selvage.testkit.internal.leak.Owners.Op;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The JUnit Jupiter extension behind {@link LeakCheck}, which JUnit also finds by itself when its auto-detection is on. Stateless,
 * so safe from any thread.
 */
public final class LeakCheckExtension implements InvocationInterceptor, BeforeAllCallback, BeforeEachCallback {
    /*
     * Algorithm. Whatever a user wrote is called through an interceptor, which makes the test, or the class, the owner of the
     * thread for the time of the call, and for no longer: JUnit's own threads must not inherit it. The check itself is the
     * closing of the context's store, the last thing that JUnit does with a test and still part of its result: after the
     * instance is gone, with what it closes by itself. A class is initialized for itself, or the first test would own its statics.
     */

    /** For JUnit. */
    public LeakCheckExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        initialize(context.getRequiredTestClass(), context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LeakChecks.of(context);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        initialize(constructor.getExecutable().getDeclaringClass(), context);
        boolean isOfNoSchedule = AnnotationSupport.isAnnotated(context.getTestMethod(), SimulationTest.class);
        return isOfNoSchedule
                ? OwnInstance.<T, Throwable>make(context, invocation::proceed)
                : owned(invocation, context);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        return owned(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        owned(invocation, context);
    }

    private static <T extends @Nullable Object> T owned(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        return owned(LeakChecks.of(context).search(), invocation::proceed);
    }

    private static <T extends @Nullable Object, X extends Throwable> T owned(
            @Nullable LeakSearch search, Op<? extends T, X> code) throws X {
        return search == null ? Owners.<T, X>callForNobody(code) : Owners.<T, X>callFor(search.account(), code);
    }

    /** What the initializer of a class makes is the class's; and nobody's if other classes share it. */
    private static void initialize(Class<?> type, ExtensionContext context) {
        boolean isOfTheClass = context.getTestMethod().isEmpty() && type == context.getRequiredTestClass();
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            initialize(outer, (LeakSearch) null);
        }
        if (type.getSuperclass() != null) {
            initialize(type.getSuperclass(), (LeakSearch) null);
        }
        initialize(type, isOfTheClass ? LeakChecks.of(context).search() : null);
    }

    /** Does nothing if it is initialized already. */
    private static void initialize(Class<?> type, @Nullable LeakSearch search) {
        owned(search, () -> {
            try {
                return Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(type + " is there, but not to be found", e);
            }
        });
    }
}
