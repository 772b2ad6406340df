package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.ScopeOptions;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Received;
import dev.selvage.channel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stages that values pass through, all at work at the same time, with a channel of a limited capacity between each two.
 *
 * {@snippet :
 * List<Thumbnail> done = Pipeline.from(paths)
 *         .stage("load", 8, 4, path -> load(path))
 *         .stage("scale", 2, 4, image -> scale(image))
 *         .toList();
 * }
 *
 * <p>This describes the stages, and can be used again if its source can; {@link #call}, {@link #forEach} and {@link #toList} run them:
 * a scope each time, with the stages as goroutines and the consumer on the calling thread. A full channel holds the stage before it back.
 * The first failure, of the source, of a stage or of the consumer, ends all. So does the consumer when it returns early: the stages and the
 * source are cancelled and waited for.
 *
 * <p>Immutable; each method returns a changed copy. After Go's pipeline patterns.
 *
 * @param <T> the type of the values at the end; not null
 */
public final class Pipeline<T> {
    private static final ScopeOptions OPTIONS = Scope.options().named("pipeline");

    /** Starts the stages so far. */
    private interface Start<T> {
        Receiver<T> in(Scope scope);
    }

    /**
     * What takes the values of a pipeline.
     *
     * @param <T> the type of the values
     * @param <R> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Consumer<T, R extends @Nullable Object, X extends Throwable> {
        /**
         * Takes the values it wants, on the thread that runs the pipeline.
         *
         * @param values until it is closed, all of them
         * @return the result; from then on nobody produces any more
         * @throws X whatever goes wrong
         * @throws InterruptedException if interrupted
         */
        R take(Receiver<T> values) throws X, InterruptedException;
    }

    private final Start<T> start;

    private Pipeline(Start<T> start) {
        this.start = start;
    }

    /**
     * Begins with a source, read by a goroutine that is one value ahead at most.
     *
     * @param <T> the type of the values
     * @param source read once for each run; values are not null
     * @return a pipeline without stages
     */
    public static <T> Pipeline<T> from(Iterable<? extends T> source) {
        Objects.requireNonNull(source, "source");
        return new Pipeline<>(scope -> {
            Channel<T> values = Channel.rendezvous();
            scope.go("source", () -> {
                for (T value : source) {
                    if (!Channels.sent(values, value)) {
                        return;
                    }
                }
                values.close();
            });
            return values;
        });
    }

    /**
     * Adds a stage that keeps the order of the values.
     *
     * @param <R> the type of its results
     * @param name of its goroutines, for paths, dumps and messages
     * @param parallelism how many values it works on at a time, at least 1
     * @param capacity of the channel behind it; zero: a rendezvous
     * @param fn what it does; its results are not null; with a parallelism above 1 called on several threads at once
     * @return the changed copy
     * @throws IllegalArgumentException if {@code parallelism} is not positive, or {@code capacity} is negative
     */
    public <R> Pipeline<R> stage(String name, int parallelism, int capacity, Parallel.Fn<? super T, ? extends R> fn) {
        return with(new Stage<>(name, parallelism, capacity, fn), true);
    }

    /**
     * Adds a stage that passes each result on as soon as there is one.
     *
     * @param <R> the type of its results
     * @param name of its goroutines, for paths, dumps and messages
     * @param parallelism how many values it works on at a time, at least 1
     * @param capacity of the channel behind it; zero: a rendezvous
     * @param fn what it does; its results are not null; with a parallelism above 1 called on several threads at once
     * @return the changed copy
     * @throws IllegalArgumentException if {@code parallelism} is not positive, or {@code capacity} is negative
     */
    public <R> Pipeline<R> unorderedStage(
            String name, int parallelism, int capacity, Parallel.Fn<? super T, ? extends R> fn) {
        return with(new Stage<>(name, parallelism, capacity, fn), false);
    }

    private <R> Pipeline<R> with(Stage<T, R> stage, boolean ordered) {
        Start<T> before = start;
        return new Pipeline<>(scope -> stage.start(scope, before.in(scope), ordered));
    }

    /**
     * Runs it with a consumer, which may end early. Blocks.
     *
     * @param <R> the type of the result
     * @param <X> what the consumer may throw
     * @param consumer called once, on the calling thread
     * @return what it returns
     * @throws X what it throws
     * @throws ScopeFailedException if the source or a stage failed
     * @throws dev.selvage.context.CancelledException if the current context was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside
     */
    public <R extends @Nullable Object, X extends Throwable> R call(Consumer<T, ? extends R, X> consumer)
            throws X, InterruptedException {
        Objects.requireNonNull(consumer, "consumer");
        return OPTIONS.<R, X>call(scope -> {
            R result = consumer.take(start.in(scope));
            scope.cancel("the consumer of the pipeline has ended");
            return result;
        });
    }

    /**
     * Runs it, and does something with each value at its end. Blocks.
     *
     * @param action called on the calling thread
     * @throws ScopeFailedException if the source or a stage failed
     * @throws Exception what the action throws
     */
    public void forEach(Parallel.Action<? super T> action) throws Exception {
        Objects.requireNonNull(action, "action");
        this.<@Nullable Void, Exception>call(values -> {
            while (values.receiveOrClosed() instanceof Received.Value<T>(T value)) { // a for loop hides interrupts
                action.accept(value);
            }
            return null;
        });
    }

    /**
     * Runs it, and keeps what comes out. Blocks.
     *
     * @return the values
     * @throws ScopeFailedException if the source or a stage failed
     * @throws InterruptedException as {@link #call}
     */
    public List<T> toList() throws InterruptedException {
        return this.<List<T>, RuntimeException>call(values -> {
            List<T> all = new ArrayList<>();
            while (values.receiveOrClosed() instanceof Received.Value<T>(T value)) {
                all.add(value);
            }
            return all;
        });
    }
}
