package dev.selvage.testkit.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Calls test methods by reflection, as JUnit would. */
final class TestMethods {
    private TestMethods() {}

    /**
     * Calls a method.
     *
     * @param arguments with null in the places of {@code type}
     * @param value put there
     */
    static <T> void invoke(Method method, Object target, List<Object> arguments, Class<T> type, T value)
            throws Throwable {
        @Nullable Object[] given = arguments.toArray();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < given.length; i++) {
            if (types[i] == type) {
                given[i] = value;
            }
        }
        invoke(method, target, given);
    }

    private static void invoke(Method method, Object target, @Nullable Object... arguments) throws Throwable {
        try {
            method.setAccessible(true);
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    /** A new instance of a test class; of one that is nested, inside a new instance of the outer. */
    static Object newInstance(Class<?> type) throws Throwable {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        boolean inner = type.getDeclaringClass() != null && !Modifier.isStatic(type.getModifiers());
        try {
            return inner
                    ? constructor.newInstance(newInstance(Objects.requireNonNull(type.getDeclaringClass(), "outer")))
                    : constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("A class with a simulation test needs a constructor without parameters: " + type, e);
        }
    }

    static void beforeEach(Object target) throws Throwable {
        invokeAll(target, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
    }

    static void afterEach(Object target) throws Throwable {
        invokeAll(target, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
    }

    private static void invokeAll(Object target, Class<? extends Annotation> marked, HierarchyTraversalMode order)
            throws Throwable {
        for (Method method : AnnotationSupport.findAnnotatedMethods(target.getClass(), marked, order)) {
            invoke(method, target);
        }
    }
}
