package dev.selvage.context;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a context was cancelled: what kind of end it was, in whose words, what caused it, and where it entered the tree.
 *
 * <p>One cancellation makes one reason, and every context below shares that very instance. Code that must know whether an
 * exception belongs to <i>this</i> cancellation compares reasons by identity, never by type or by equality.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param kind what kind of end it was
 * @param message one line for the person who reads the log; never null, may be empty
 * @param cause the failure that led to it, if one did
 * @param where where the cancellation entered the tree: the path of a scope, the layer of a context, or the line of code
 *     when creation sites are recorded; may be empty
 */
public record CancelReason(Kind kind, String message, Optional<Throwable> cause, String where) {

    /** What kind of end a cancellation is. */
    public enum Kind {
        /** Somebody asked for it: {@code cancel()}. */
        CANCELLED,
        /** A deadline passed. */
        DEADLINE,
        /** Work in the same scope failed. */
        FAILURE,
        /** The thread that owns the scope was interrupted from outside. */
        INTERRUPTED,
        /** The owner was done with it: {@code close()}, or the end of the scope. */
        CLOSED
    }

    /**
     * Creates a reason.
     *
     * @throws NullPointerException if an argument is null; it says which
     */
    public CancelReason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(where, "where");
    }

    /**
     * Creates a reason that does not say where.
     *
     * @param kind what kind of end it was
     * @param message one line for the person who reads the log
     * @param cause the failure that led to it, if one did
     */
    public CancelReason(Kind kind, String message, Optional<Throwable> cause) {
        this(kind, message, cause, "");
    }

    /** One line: kind, message, place and cause. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (kind != Kind.DEADLINE || message.isEmpty()) { // the message of a deadline says that it is one
            line.append(kind.name().toLowerCase(Locale.ROOT)).append(message.isEmpty() ? "" : ": ");
        }
        line.append(message);
        if (!where.isEmpty()) {
            line.append(" (at ").append(where).append(')');
        }
        cause.ifPresent(failure -> line.append(", caused by ").append(failure));
        return line.toString();
    }
}
