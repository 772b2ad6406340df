package dev.selvage.testkit.internal.junit;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExecutableInvoker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The instances of a test class that one schedule has to itself: of one that is nested, inside new instances of the outer ones.
 * Not thread-safe.
 */
final class Instances {
    /** The outermost first. */
    private final List<Object> all = new ArrayList<>();

    /** What is JUnit's, by identity. */
    private final Set<Object> handedOver = Collections.newSetFromMap(new IdentityHashMap<>());

    /** New ones, as those that JUnit has made for a test. */
    Instances(ExtensionContext test) {
        for (Object model : test.getRequiredTestInstances().getAllInstances()) {
            Object instance = made(model.getClass(), all.isEmpty() ? null : all.getLast(), test);
            handOver(model, instance, isShared(model.getClass(), test));
            all.add(instance);
        }
    }

    /** The outermost first. */
    List<Object> all() {
        return all;
    }

    private static Object made(Class<?> type, @Nullable Object outer, ExtensionContext test) {
        Constructor<?> only = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic())
                .findFirst() // JUnit has seen to it that there is just one
                .orElseThrow();
        ExecutableInvoker invoker = test.getExecutableInvoker();
        return outer == null ? invoker.invoke(only) : invoker.invoke(only, outer);
    }

    /** Whether JUnit has one instance for all tests of the class. */
    private static boolean isShared(Class<?> type, ExtensionContext test) {
        Optional<ExtensionContext> at = Optional.of(test);
        while (at.isPresent()) {
            if (at.get().getTestClass().equals(Optional.of(type))) {
                return at.get().getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS));
            }
            at = at.get().getParent();
        }
        return false;
    }

    /** What an extension, or {@code @BeforeAll}, has set in JUnit's instance. */
    private void handOver(Object model, Object instance, boolean shared) {
        for (Class<?> type = model.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && isOpen(field)) {
                    handOver(field, model, instance, shared);
                }
            }
        }
    }

    /** A field that an extension may have set must be open; others may be those of a superclass in another module. */
    private static boolean isOpen(Field field) {
        if (field.getAnnotations().length > 0) {
            field.setAccessible(true);
        }
        return field.trySetAccessible();
    }

    private void handOver(Field field, Object model, Object instance, boolean shared) {
        try {
            Object value = field.get(model);
            if (isSetByOthers(field, value, field.get(instance), shared)) {
                field.set(instance, value);
                handedOver.add(value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The value of " + field + " cannot be handed over to a schedule", e);
        }
    }

    private static boolean isSetByOthers(Field field, @Nullable Object value, @Nullable Object own, boolean shared) {
        return field.isAnnotationPresent(RegisterExtension.class)
                || (!Modifier.isFinal(field.getModifiers())
                        && (shared ? isOther(value, own) : isUnset(field, own) && !isUnset(field, value)));
    }

    /** Two of one class without {@code equals} may have been made by the same initializer: then each schedule has its own. */
    private static boolean isOther(@Nullable Object value, @Nullable Object own) {
        return !Objects.deepEquals(value, own)
                && (value == null || own == null || value.getClass() != own.getClass() || hasEquals(own.getClass()));
    }

    private static boolean hasEquals(Class<?> type) {
        return type.isArray()
                || ReflectionSupport.findMethod(type, "equals", Object.class)
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .isPresent();
    }

    /** A primitive without any annotation is the class's own: a counter that begins at zero. */
    private static boolean isUnset(Field field, @Nullable Object value) {
        return field.getType().isPrimitive()
                ? field.getAnnotations().length > 0 && Objects.equals(value, zero(field.getType()))
                : value == null;
    }

    private static Object zero(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0);
    }

    /** Closes what is marked to be closed, and is not JUnit's to close. */
    void close(Failures failures) {
        for (Object instance : all.reversed()) {
            AnnotationSupport.findAnnotatedFields(
                            instance.getClass(),
                            AutoClose.class,
                            field -> !Modifier.isStatic(field.getModifiers()),
                            HierarchyTraversalMode.BOTTOM_UP)
                    .forEach(field -> failures.collect(() -> close(field, instance)));
        }
    }

    private void close(Field field, Object instance) throws IllegalAccessException {
        field.setAccessible(true);
        Object value = field.get(instance);
        if (value != null && !handedOver.contains(value)) {
            String name = field.getAnnotation(AutoClose.class).value();
            Method close = ReflectionSupport.findMethod(field.getType(), name)
                    .or(() -> ReflectionSupport.findMethod(value.getClass(), name))
                    .orElseThrow(() -> new IllegalStateException("No method " + name + "() to close " + field));
            ReflectionSupport.invokeMethod(close, value);
        }
    }
}
