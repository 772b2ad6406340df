package dev.selvage.testkit.internal.jdk;

import dev.selvage.testkit.internal.Written;
import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Methods that a test framework runs: known by their annotations, and those by name, for the framework need not be there. */
public final class TestMethods {
    /** JUnit Platform, with all that is marked by it; JUnit 4; TestNG. */
    private static final Set<String> MARKS =
            Set.of("org.junit.platform.commons.annotation.Testable", "org.junit.Test", "org.testng.annotations.Test");

    private TestMethods() {}

    /** The name of a simulation in a test: of overloaded ones with the types of the parameters. */
    public static String name(Class<?> type, Method test) {
        String name = type.getName() + "#" + test.getName();
        long overloads = tests(type, test.getName()).stream()
                .map(method -> List.of(method.getParameterTypes()))
                .distinct()
                .count();
        return overloads <= 1
                ? name
                : Arrays.stream(test.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", name + "(", ")"));
    }

    /** The name of a simulation in the test that a frame is of; empty: it is of none. A lambda in a test is of it. */
    public static String name(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        String written = Written.method(frame.getMethodName());
        try {
            List<Method> tests = declaredTests(type, written);
            if (tests.isEmpty() || !written.equals(frame.getMethodName())) {
                return tests.isEmpty() ? "" : type.getName() + "#" + written;
            }
            List<Class<?>> parameters = frame.getMethodType().parameterList();
            return tests.stream()
                    .filter(test -> List.of(test.getParameterTypes()).equals(parameters))
                    .findFirst()
                    .map(test -> name(type, test))
                    .orElse("");
        } catch (LinkageError e) {
            return ""; // it has signatures of classes that are not there: no class of tests that run
        }
    }

    private static List<Method> tests(Class<?> from, String name) {
        List<Method> all = new ArrayList<>();
        for (Class<?> type = from; type != null; type = type.getSuperclass()) {
            all.addAll(declaredTests(type, name));
        }
        return all;
    }

    private static List<Method> declaredTests(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .filter(method -> isMarked(method, new HashSet<>()))
                .toList();
    }

    private static boolean isMarked(AnnotatedElement element, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (MARKS.contains(type.getName()) || (seen.add(type) && isMarked(type, seen))) {
                return true;
            }
        }
        return false;
    }
}
