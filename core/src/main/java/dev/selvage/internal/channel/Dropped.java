package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/** A value that a section has dropped: it goes with the claimed, so that its hook is called after the section as they are woken. */
final class Dropped extends Waiter {
    Dropped(Exchange exchange, @Nullable Object value) {
        super(exchange, value);
    }

    @Override
    boolean claim() {
        return false;
    }

    @Override
    Thread thread() {
        return Thread.currentThread();
    }

    @Override
    void wake() {
        exchange.undelivered(itemOrFail());
    }

    @Override
    public boolean now() {
        return true;
    }
}
