package dev.selvage.channel;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The source of {@link Receiver#stream()}: never split, since a part taken ahead would be lost to a stream that ends early.
 *
 * @param values where the values come from
 */
record ReceivedStream<T>(Iterator<T> values) implements Spliterator<T> {
    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        boolean more = values.hasNext();
        if (more) {
            action.accept(values.next());
        }
        return more;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
