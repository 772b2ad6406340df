package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Interruption;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/** Tells an exception that a cancellation caused from one that only looks like it: by the reason's identity. */
final class Cancellations {
    private Cancellations() {}

    /**
     * The reason whose echo an exception is: {@code reason}, or null if the exception is no echo of it.
     *
     * @param interrupted whether we interrupted the thread for it; decides for what the JDK's own calls throw
     */
    static @Nullable CancelReason echoed(@Nullable CancelReason reason, Throwable thrown, boolean interrupted) {
        boolean echo = switch (thrown) {
            case Interruption ours -> ours.reason() == reason;
            case CancelledException ours -> ours.reason() == reason;
            default -> interrupted && isInterrupt(thrown);
        };
        return echo ? reason : null;
    }

    /** What the JDK's blocking calls make of an interrupt. */
    private static boolean isInterrupt(@Nullable Throwable thrown) {
        return switch (thrown) {
            case null -> false;
            case InterruptedException plain -> true;
            case ClosedByInterruptException channel -> true;
            case FileLockInterruptionException lock -> true;
            case SocketTimeoutException timeout -> false;
            case InterruptedIOException io -> true;
            case UncheckedIOException wrapped -> isInterrupt(wrapped.getCause());
            case SocketException socket -> "Closed by interrupt".equals(socket.getMessage()); // of a virtual thread
            default -> false;
        };
    }

    /** An interrupt by a narrower context, on leaving what it was meant for, is what it was. */
    static Throwable unveiled(Throwable thrown) {
        return thrown instanceof Interruption other ? CancelledException.of(other.reason()) : thrown;
    }

    /** How a goroutine ended whose task threw. */
    static <T extends @Nullable Object> Outcome<T> outcomeOf(GoroutineImpl<T> goroutine, Throwable thrown) {
        // Work that hears of the cancellation by a hook, or looks, may end before our interrupt comes.
        boolean interrupted = goroutine.isInterruptedFor(goroutine) || thrown.getClass() == InterruptedException.class;
        CancelReason reason = echoed(goroutine.reasonOrNull(), thrown, interrupted);
        if (reason == null) {
            Throwable cause = Failures.original(unveiled(thrown));
            boolean panic = cause instanceof RuntimeException || cause instanceof Error;
            return new Outcome.Failure<>(goroutine.failure(cause, panic && !(cause instanceof CancelledException)));
        }
        boolean ownDeadline = reason.kind() == CancelReason.Kind.DEADLINE && reason != goroutine.scope.reasonOrNull();
        return ownDeadline
                ? new Outcome.Failure<>(goroutine.failure(CancelledException.of(reason), false))
                : new Outcome.Cancelled<>(reason);
    }
}
