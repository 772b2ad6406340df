package dev.selvage.internal.channel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case at an exchange.
 *
 * @param exchange where
 * @param kind what
 * @param value what is sent; null for the other kinds
 */
public record ExchangeCase(
        Exchange exchange, Kind kind, @Nullable Object value) implements Case {
    /** What is done there. */
    public enum Kind {
        /** A value is sent. */
        SEND("send"),
        /** A value is received. */
        RECEIVE("receive"),
        /** The closing is noticed. */
        CLOSED("closed");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Gives the value received, {@link Case#HAPPENED}, or {@link Exchange#CLOSED}. */
    @Override
    public @Nullable Object poll(Branch<?, ?>[] all) {
        if (!mayBeReady()) {
            return null;
        }
        Object got = pollQuietly();
        if (got != null) {
            return got;
        }
        Waiter woken;
        exchange.lockBoth();
        try {
            got = pollLocked(all);
            woken = exchange.endSection();
        } catch (Throwable failure) {
            exchange.quiet = false;
            if (exchange.out != exchange.in) { // no calls: no stack may be left
                exchange.out.locked = 0;
            }
            exchange.in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
        return got;
    }

    private @Nullable Object pollQuietly() {
        return switch (kind) {
            case SEND -> exchange.addQuietly(valueOrFail()) ? HAPPENED : null;
            case RECEIVE -> exchange.takeQuietly();
            case CLOSED -> null;
        };
    }

    /** A look without the lock: worth a try? */
    private boolean mayBeReady() {
        return switch (kind) {
            case SEND -> exchange.mayPut();
            case RECEIVE -> exchange.mayTake();
            case CLOSED -> exchange.isClosed();
        };
    }

    /** As {@link #poll}, under the lock of the exchange. */
    @Nullable
    Object pollLocked(Branch<?, ?>[] all) {
        return switch (kind) {
            case SEND ->
                switch (exchange.tryPut(valueOrFail())) {
                    case DONE -> HAPPENED;
                    case FULL -> null;
                    case CLOSED -> closed(all);
                };
            case RECEIVE -> {
                Object got = exchange.tryTake();
                yield got == Exchange.CLOSED ? closed(all) : got;
            }
            case CLOSED -> exchange.isClosed() && !awaitsLast(all) ? HAPPENED : null;
        };
    }

    /** Closed: the case for the closing has it, if there is one. */
    private @Nullable Object closed(Branch<?, ?>[] all) {
        return has(Kind.CLOSED, all) ? null : Exchange.CLOSED;
    }

    /** A select that also receives here is told of the closing once nothing is left. */
    boolean awaitsLast(Branch<?, ?>[] all) {
        return exchange.size() > 0 && has(Kind.RECEIVE, all);
    }

    boolean has(Kind other, Branch<?, ?>[] all) {
        for (Branch<?, ?> each : all) {
            if (each.what() instanceof ExchangeCase at && at.exchange == exchange && at.kind == other) {
                return true;
            }
        }
        return false;
    }

    /** Queues for a select that found nothing ready. Under the lock of the exchange. */
    void enqueue(SelectWaiter waiter) {
        switch (kind) {
            case SEND -> exchange.addSender(waiter);
            case RECEIVE -> exchange.addReceiver(waiter);
            case CLOSED -> exchange.addWatcher(waiter);
        }
    }

    private Object valueOrFail() {
        return Objects.requireNonNull(value, "value");
    }

    /** For dumps. */
    @Override
    public String toString() {
        return kind.text + " " + exchange.describe();
    }
}
