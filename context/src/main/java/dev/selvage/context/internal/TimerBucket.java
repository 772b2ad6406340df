package dev.selvage.context.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The head of a ring of timeouts: one slot of the wheel, first in, first out. Every operation is O(1). */
final class TimerBucket extends TimerLink {

    final int level;
    final int slot;

    TimerBucket(int level, int slot) {
        this.level = level;
        this.slot = slot;
        clear();
    }

    boolean isEmpty() {
        return next == this;
    }

    @Nullable
    Timeout first() {
        return next instanceof Timeout timeout ? timeout : null;
    }

    void append(Timeout timeout) {
        TimerLink last = Objects.requireNonNull(prev);
        timeout.prev = last;
        timeout.next = this;
        last.next = timeout;
        prev = timeout;
    }

    /** Hands all timeouts to an empty bucket. */
    void moveTo(TimerBucket empty) {
        TimerLink first = Objects.requireNonNull(next);
        TimerLink last = Objects.requireNonNull(prev);
        empty.next = first;
        empty.prev = last;
        first.prev = empty;
        last.next = empty;
        clear();
    }

    private void clear() {
        prev = this;
        next = this;
    }
}
