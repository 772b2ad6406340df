package dev.selvage.http;

import com.sun.net.httpserver.HttpExchange;
import dev.selvage.GoroutineFailedException;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How a request ended, and what its caller is told.
 *
 * @param problem what to send; null: the endpoint's own response
 * @param failure what left the scope, if something did
 */
record Ending(@Nullable Problem problem, @Nullable Throwable failure) {
    static final Ending WELL = new Ending(null, null);

    static Ending refused(Problem problem) {
        return new Ending(problem, null);
    }

    static Ending unanswered(String route, HttpExchange exchange, Logger log) {
        log.error("{} {}: the endpoint of {} gave no whole answer", exchange.getRequestMethod(), path(exchange), route);
        return new Ending(Problem.UNANSWERED, new IOException("no whole answer"));
    }

    static Ending of(Throwable failure, @Nullable Scope scope, Requests requests) {
        CancelReason reason = scope == null ? null : scope.context().reason().orElse(null);
        if (reason == null && failure instanceof CancelledException cancelled) {
            reason = cancelled.reason(); // cancelled before the endpoint was called
        }
        return new Ending(problem(failure, reason, requests), failure);
    }

    private static Problem problem(Throwable failure, @Nullable CancelReason reason, Requests requests) {
        if (reason != null && reason.kind() == CancelReason.Kind.DEADLINE) {
            return Problem.DEADLINE;
        }
        if (requests.ownsReason(reason) || failure instanceof InterruptedException) {
            return Problem.DRAINING; // whoever interrupts a server's threads is ending the server
        }
        return original(failure) instanceof DeadlineExceededException ? Problem.PART_TOO_SLOW : Problem.FAILED;
    }

    /** What the task of a goroutine threw, if a goroutine's failure left the scope. */
    private static @Nullable Throwable original(Throwable failure) {
        Throwable at = failure;
        while (at instanceof ScopeFailedException || at instanceof GoroutineFailedException) {
            at = at.getCause();
        }
        return at;
    }

    /** Logs a failure once: as an error if it is one, in one line if it is the way of the world. */
    Ending logged(Logger log, String route, HttpExchange exchange, Answer answer) {
        Problem told = Objects.requireNonNull(problem, "problem");
        String method = exchange.getRequestMethod();
        if (answer.clientGone()) {
            log.info("{} {}: the client has gone: {}", method, path(exchange), String.valueOf(failure));
        } else if (told == Problem.FAILED) {
            log.error("{} {}: scope {} failed", method, path(exchange), route, failure);
        } else {
            log.warn("{} {}: {}, {}", method, path(exchange), told.status(), inWords());
        }
        return this;
    }

    private String inWords() {
        return failure instanceof CancelledException cancelled
                ? cancelled.reason().toString()
                : String.valueOf(failure);
    }

    /** Tells the caller; where a problem comes too late, by a connection that breaks. */
    void tell(Answer answer) throws IOException {
        if (problem == null) {
            answer.complete();
        } else if (answer.begun()) {
            throw new IOException("The response was broken off", failure); // the server closes the connection
        } else {
            answer.problem(problem);
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath();
    }
}
