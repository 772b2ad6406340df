package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;

/**
 * JDK 27 and 28: a third type parameter for the exception of {@code join}; {@code open} with a configuration only; no
 * {@code awaitAll}.
 */
interface Sts27<T, R, X extends Throwable> extends AutoCloseable {
    interface Subtask<T> {}

    interface Configuration {
        Configuration withName(String name);

        Configuration withThreadFactory(ThreadFactory factory);
    }

    interface Joiner<T, R, X extends Throwable> {
        static <T> Joiner<T, Void, ExecutionException> awaitAllSuccessfulOrThrow() {
            return new Joiner<>() {};
        }
    }

    static <T> Sts27<T, Void, ExecutionException> open(UnaryOperator<Configuration> configuration) {
        throw new AssertionError("not in JDK 25 and 26");
    }

    static <T, R, X extends Throwable> Sts27<T, R, X> open(
            Joiner<? super T, ? extends R, ? extends X> joiner, UnaryOperator<Configuration> configuration) {
        Impl<T, R, X> impl = new Impl<>();
        impl.joiner = joiner;
        impl.configured = configuration.apply(impl);
        return impl;
    }

    <U extends T> Subtask<U> fork(Callable<? extends U> task) throws InterruptedException;

    <U extends T> Subtask<U> fork(Runnable task);

    R join() throws X, InterruptedException;

    @Override
    void close();

    final class Impl<T, R, X extends Throwable> extends StsRecorder<Configuration, R>
            implements Sts27<T, R, X>, Configuration {
        @Override
        Configuration configuration() {
            return this;
        }

        @Override
        public <U extends T> Subtask<U> fork(Callable<? extends U> task) throws InterruptedException {
            run(task);
            return new Subtask<>() {};
        }

        @Override
        public <U extends T> Subtask<U> fork(Runnable task) {
            throw new AssertionError("not the one that is used");
        }
    }
}
