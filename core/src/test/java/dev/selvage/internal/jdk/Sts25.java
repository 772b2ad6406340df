package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** JDK 25: {@code open} takes a {@code Function}; {@code Joiner.awaitAll} exists. */
interface Sts25<T, R> extends AutoCloseable {
    interface Subtask<T> {}

    interface Configuration {
        Configuration withName(String name);

        Configuration withThreadFactory(ThreadFactory factory);
    }

    interface Joiner<T, R> {
        static <T> Joiner<T, Void> awaitAllSuccessfulOrThrow() {
            return new Joiner<>() {};
        }

        static <T> Joiner<T, Void> awaitAll() {
            throw new AssertionError("gone in JDK 27");
        }
    }

    static <T, R> Sts25<T, R> open(
            Joiner<? super T, ? extends R> joiner, Function<Configuration, Configuration> configuration) {
        Impl<T, R> impl = new Impl<>();
        impl.joiner = joiner;
        impl.configured = configuration.apply(impl);
        return impl;
    }

    <U extends T> Subtask<U> fork(Callable<? extends U> task) throws InterruptedException;

    <U extends T> Subtask<U> fork(Runnable task);

    R join() throws InterruptedException;

    @Override
    void close();

    final class Impl<T, R> extends StsRecorder<Configuration, R> implements Sts25<T, R>, Configuration {
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
