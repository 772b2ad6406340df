package dev.selvage.channel;

/**
 * What a receive gives that need not give a value.
 *
 * @param <T> the type of the value
 */
public sealed interface Received<T> {
    /**
     * A value.
     *
     * @param <T> its type
     * @param value the value
     */
    record Value<T>(T value) implements Received<T> {}

    /**
     * There is no value now.
     *
     * @param <T> the type it would have
     */
    record Empty<T>() implements Received<T> {}

    /**
     * There will be no value any more. Why, if a reason was given, is in {@link Receiver#closeCause()}.
     *
     * @param <T> the type it would have
     */
    record Closed<T>() implements Received<T> {}
}
