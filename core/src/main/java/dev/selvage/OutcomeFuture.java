package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.internal.OneShot;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Outcomes for code that speaks in futures. */
final class OutcomeFuture {
    private OutcomeFuture() {}

    static <T extends @Nullable Object> CompletableFuture<T> of(OneShot<Outcome<T>> end) {
        CompletableFuture<T> future = new CompletableFuture<>();
        end.whenSet(() -> complete(future, Objects.requireNonNull(end.get(), "outcome")));
        return future;
    }

    private static <T extends @Nullable Object> void complete(CompletableFuture<T> future, Outcome<T> outcome) {
        switch (outcome) {
            case Outcome.Success<T>(T value) -> future.complete(value);
            case Outcome.Failure<T>(GoroutineFailure failure) -> future.completeExceptionally(failure.cause());
            case Outcome.Cancelled<T>(CancelReason reason) ->
                future.completeExceptionally(CancelledException.of(reason));
        }
    }
}
