package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import java.util.function.Function;

/** Shapes that no supported JDK has: each lacks one method. What is there is only looked up, never called. */
final class StsMisfits {
    private StsMisfits() {}

    interface NoPolicy {}

    interface NoName {}

    interface NoFactory {
        NoFactory withName(String name);
    }

    /** As in JDK 24. */
    interface NoOpen {
        Object fork(Callable<?> task);

        Object join();

        void close();
    }

    interface NoFork {
        static NoFork open(Sts25.Joiner<?, ?> joiner, Function<?, ?> configuration) {
            throw new AssertionError();
        }

        Object join();

        void close();
    }

    interface NoJoin {
        static NoJoin open(Sts25.Joiner<?, ?> joiner, Function<?, ?> configuration) {
            throw new AssertionError();
        }

        Object fork(Callable<?> task);

        void close();
    }

    interface NoClose {
        static NoClose open(Sts25.Joiner<?, ?> joiner, Function<?, ?> configuration) {
            throw new AssertionError();
        }

        Object fork(Callable<?> task);

        Object join();
    }
}
