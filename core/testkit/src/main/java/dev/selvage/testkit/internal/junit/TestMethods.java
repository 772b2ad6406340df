package dev.selvage.testkit.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
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

    /** A new instance of a test class; of one that is nested, inside new instances of the outer ones, which come before it. */
    static List<Object> newInstances(Class<?> type) throws Throwable {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Class<?> outer = Modifier.isStatic(type.getModifiers()) ? null : type.getDeclaringClass();
        List<Object> instances = outer == null ? new ArrayList<>() : newInstances(outer);
        try {
            instances.add(outer == null ? constructor.newInstance() : constructor.newInstance(instances.getLast()));
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A class with a simulation test needs a constructor without parameters: " + type, e);
        }
        return instances;
    }

    static void beforeEach(List<Object> instances) throws Throwable {
        for (Object instance : instances) {
            invokeAll(instance, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
        }
    }

    static void afterEach(List<Object> instances) throws Throwable {
        for (Object instance : instances.reversed()) {
            invokeAll(instance, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
        }
    }

    private static void invokeAll(Object target, Class<? extends Annotation> marked, HierarchyTraversalMode order)
            throws Throwable {
        for (Method method : AnnotationSupport.findAnnotatedMethods(target.getClass(), marked, order)) {
            invoke(method, target);
        }
    }
}
