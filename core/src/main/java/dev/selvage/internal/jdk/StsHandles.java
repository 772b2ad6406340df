package dev.selvage.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The methods of one {@code StructuredTaskScope}, found by name and typed without naming its classes.
 *
 * <p>Class files compiled against a preview API run on one JDK only and with a flag. Calling it through method handles
 * needs neither, and costs nothing once a handle is a {@code static final} constant that the JIT can inline. Only what
 * is the same in JDK 25 to 28 is looked up; the one difference, the configuration function of {@code open}, is probed.
 *
 * @param open {@code (UnaryOperator)Object}: a scope with a joiner of its own that waits for all
 * @param withName {@code (Object, String)Object}: a configuration with that name
 * @param withThreadFactory {@code (Object, ThreadFactory)Object}: a configuration with that factory
 * @param fork {@code (Object, Callable)void}
 * @param join {@code (Object)void}
 * @param close {@code (Object)void}
 */
record StsHandles(
        MethodHandle open,
        MethodHandle withName,
        MethodHandle withThreadFactory,
        MethodHandle fork,
        MethodHandle join,
        MethodHandle close) {

    private static final MethodType OPEN = MethodType.methodType(Object.class, UnaryOperator.class);
    private static final MethodType WITH_NAME = MethodType.methodType(Object.class, Object.class, String.class);
    private static final MethodType WITH_THREAD_FACTORY =
            MethodType.methodType(Object.class, Object.class, ThreadFactory.class);
    private static final MethodType FORK = MethodType.methodType(void.class, Object.class, Callable.class);
    private static final MethodType JOIN = MethodType.methodType(void.class, Object.class);
    private static final MethodType CLOSE = MethodType.methodType(void.class, Object.class);

    /** Those of the JDK that runs; where it has none that fit, each throws an {@code UnsupportedOperationException}. */
    static final StsHandles RUNNING = ofNamed("java.util.concurrent.StructuredTaskScope");

    static StsHandles ofNamed(String scope) {
        try {
            return bind(
                    MethodHandles.publicLookup(),
                    Class.forName(scope),
                    Class.forName(scope + "$Joiner"),
                    Class.forName(scope + "$Configuration"));
        } catch (ClassNotFoundException e) {
            return refusing(unsupported("the class " + e.getMessage()));
        } catch (UnsupportedOperationException e) {
            // not thrown from here: the first caller would meet an ExceptionInInitializerError, the next one less still
            return refusing(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Finds every method or throws an {@code UnsupportedOperationException} that names the first missing one. */
    static StsHandles bind(Lookup lookup, Class<?> scope, Class<?> joiner, Class<?> configuration) {
        MethodHandle newJoiner = find(lookup, joiner, "awaitAllSuccessfulOrThrow");
        MethodHandle open = MethodHandles.collectArguments(findOpen(lookup, scope, joiner), 0, newJoiner);
        return new StsHandles(
                open.asType(OPEN),
                find(lookup, configuration, "withName", String.class).asType(WITH_NAME),
                find(lookup, configuration, "withThreadFactory", ThreadFactory.class)
                        .asType(WITH_THREAD_FACTORY),
                find(lookup, scope, "fork", Callable.class).asType(FORK),
                find(lookup, scope, "join").asType(JOIN),
                find(lookup, scope, "close").asType(CLOSE));
    }

    /** From JDK 26 {@code open} takes a {@code UnaryOperator}, in JDK 25 a {@code Function}. */
    private static MethodHandle findOpen(Lookup lookup, Class<?> scope, Class<?> joiner) {
        Class<?> function = has(scope, "open", joiner, UnaryOperator.class) ? UnaryOperator.class : Function.class;
        return find(lookup, scope, "open", joiner, function);
    }

    private static boolean has(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static MethodHandle find(Lookup lookup, Class<?> type, String name, Class<?>... parameters) {
        try {
            // by reflection, because a direct lookup would have to name the return type as well
            Method method = type.getMethod(name, parameters);
            return lookup.unreflect(method);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            String signature =
                    Arrays.stream(parameters).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
            throw new UnsupportedOperationException(
                    unsupported("the method " + type.getSimpleName() + "." + name + signature), e);
        }
    }

    private static String unsupported(String missing) {
        return "Selvage runs on JDK 25 to 28, and this is JDK " + Runtime.version() + ", which does not offer "
                + missing + " as they do";
    }

    private static StsHandles refusing(String message) {
        return new StsHandles(
                refusing(message, OPEN),
                refusing(message, WITH_NAME),
                refusing(message, WITH_THREAD_FACTORY),
                refusing(message, FORK),
                refusing(message, JOIN),
                refusing(message, CLOSE));
    }

    /** A handle that throws a new exception at each call, so that its stack trace is the caller's. */
    private static MethodHandle refusing(String message, MethodType type) {
        try {
            MethodHandle newException = MethodHandles.lookup()
                    .findConstructor(
                            UnsupportedOperationException.class, MethodType.methodType(void.class, String.class))
                    .bindTo(message);
            MethodHandle thrower = MethodHandles.throwException(type.returnType(), UnsupportedOperationException.class);
            return MethodHandles.dropArguments(
                    MethodHandles.foldArguments(thrower, newException), 0, type.parameterList());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
