package dev.selvage.channel;

import dev.selvage.internal.channel.Branch;
import dev.selvage.internal.channel.Case;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** See {@link Clause}. */
final class ClauseImpl<R extends @Nullable Object, X extends Throwable> implements Clause<R, X>, Branch<R, X> {
    private final Case what;
    private final Clause.Fn<Object, ? extends R, X> handler;
    private final @Nullable BooleanSupplier condition;

    ClauseImpl(Case what, Clause.Fn<Object, ? extends R, X> handler) {
        this(what, handler, null);
    }

    private ClauseImpl(Case what, Clause.Fn<Object, ? extends R, X> handler, @Nullable BooleanSupplier condition) {
        this.what = what;
        this.handler = handler;
        this.condition = condition;
    }

    static <X extends Throwable> Clause.Op<@Nullable Void, X> op(Clause.Body<X> body) {
        Objects.requireNonNull(body, "handler");
        return () -> {
            body.run();
            return null;
        };
    }

    boolean isEnabled() {
        return condition == null || condition.getAsBoolean();
    }

    @Override
    public Clause<R, X> when(boolean enabled) {
        return enabled ? this : when(() -> false);
    }

    @Override
    public Clause<R, X> when(BooleanSupplier also) {
        Objects.requireNonNull(also, "condition");
        BooleanSupplier before = condition;
        return new ClauseImpl<>(
                what, handler, before == null ? also : () -> before.getAsBoolean() && also.getAsBoolean());
    }

    @Override
    public Case what() {
        return what;
    }

    @Override
    public R run(Object got) throws X, InterruptedException {
        return handler.apply(got);
    }

    @Override
    public String toString() {
        return what.toString();
    }
}
