package dev.selvage.testkit.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Calls a test method with what belongs before and after it, in JUnit's order and with JUnit's resolvers of parameters.
 *
 * @param test the test
 */
record LifeCycle(ExtensionContext test) {
    /** On instances of its own. */
    void run() throws Throwable {
        Instances instances = new Instances(test);
        Failures failures = new Failures();
        run(instances.all(), failures);
        instances.close(failures);
        failures.throwFirst();
    }

    /** On those that JUnit has made, and will close. */
    void runOnJunitsInstance() throws Throwable {
        Failures failures = new Failures();
        run(test.getRequiredTestInstances().getAllInstances(), failures);
        failures.throwFirst();
    }

    private void run(List<Object> instances, Failures failures) {
        failures.collect(() -> {
            for (Object instance : instances) {
                for (Method method : methods(instance, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN)) {
                    call(method, instance);
                }
            }
            call(test.getRequiredTestMethod(), instances.getLast());
        });
        for (Object instance : instances.reversed()) {
            for (Method method : methods(instance, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP)) {
                failures.collect(() -> call(method, instance));
            }
        }
    }

    private void call(Method method, Object instance) {
        test.getExecutableInvoker().invoke(method, instance);
    }

    private static List<Method> methods(
            Object instance, Class<? extends Annotation> marked, HierarchyTraversalMode order) {
        return AnnotationSupport.findAnnotatedMethods(instance.getClass(), marked, order);
    }
}
