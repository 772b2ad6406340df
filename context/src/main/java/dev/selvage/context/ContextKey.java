package dev.selvage.context;

import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Names a value that travels with a {@link Context}. A key is an identity: two keys of one name are two keys. Keep it in a
 * static final field.
 *
 * <p>Immutable and safe to share between threads. The idea is Go's unexported key type for {@code context.WithValue}.
 *
 * @param <T> the type of the value
 */
public final class ContextKey<T> {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final int id = IDS.getAndIncrement();
    private final String name;
    private final Class<T> type;
    private final @Nullable T defaultValue;

    private ContextKey(String name, Class<T> type, @Nullable T defaultValue) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = boxed(Objects.requireNonNull(type, "type"));
        this.defaultValue = defaultValue;
    }

    /**
     * Makes a key without a default.
     *
     * @param <T> the type of the value
     * @param name shown in dumps and in {@code toString} of contexts; need not be unique
     * @param type the type of the value; what is put in must be an instance of it
     * @return a new key
     * @throws NullPointerException if an argument is null
     */
    public static <T> ContextKey<T> named(String name, Class<T> type) {
        return new ContextKey<>(name, type, null);
    }

    /**
     * Makes a key with a default, which {@link Context#get} returns where no context on the way up holds a value.
     *
     * @param <T> the type of the value
     * @param name shown in dumps and in {@code toString} of contexts; need not be unique
     * @param type the type of the value
     * @param defaultValue what to return where there is no value
     * @return a new key
     * @throws NullPointerException if an argument is null
     */
    public static <T> ContextKey<T> named(String name, Class<T> type, T defaultValue) {
        return new ContextKey<>(name, type, Objects.requireNonNull(defaultValue, "defaultValue"));
    }

    /** {@return the name given at creation} */
    public String name() {
        return name;
    }

    /** {@return the type of the value; the wrapper class for a primitive type} */
    public Class<T> type() {
        return type;
    }

    /** {@return the default, or null when the key has none} */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** Consecutive by creation, so that few keys of one program meet in one slot of a table. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name + ":" + type.getSimpleName();
    }

    @SuppressWarnings("unchecked") // the wrapper of int is Class<Integer>, which is what Class<T> meant
    private static <T> Class<T> boxed(Class<T> type) {
        return (Class<T>) MethodType.methodType(type).wrap().returnType();
    }
}
