package dev.selvage;

import dev.selvage.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** See {@link ScopeOptions}. A limit of zero means none. */
record Options(
        String name,
        @Nullable Duration timeout,
        @Nullable Instant deadline,
        @Nullable Context parent,
        int limit,
        boolean isIsolated,
        @Nullable Consumer<? super GoroutineFailure> handler,
        boolean isShared,
        @Nullable ThreadFactory factory,
        Duration grace,
        List<ScopeListener> listeners)
        implements ScopeOptions {

    static final Options DEFAULT =
            new Options("scope", null, null, null, 0, false, null, false, null, Duration.ofSeconds(10), List.of());

    @Override
    public ScopeOptions named(String newName) {
        Objects.requireNonNull(newName, "name");
        return new Options(
                newName, timeout, deadline, parent, limit, isIsolated, handler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions withTimeout(Duration newTimeout) {
        Objects.requireNonNull(newTimeout, "timeout");
        return new Options(
                name, newTimeout, deadline, parent, limit, isIsolated, handler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions withDeadline(Instant newDeadline) {
        Objects.requireNonNull(newDeadline, "deadline");
        return new Options(
                name, timeout, newDeadline, parent, limit, isIsolated, handler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions withContext(Context newParent) {
        Objects.requireNonNull(newParent, "parent");
        return new Options(
                name, timeout, deadline, newParent, limit, isIsolated, handler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions withLimit(int running) {
        if (running <= 0) {
            throw new IllegalArgumentException("The limit of a scope must be at least 1, but is " + running);
        }
        return new Options(
                name, timeout, deadline, parent, running, isIsolated, handler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions isolated() {
        return new Options(name, timeout, deadline, parent, limit, true, null, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions isolated(Consumer<? super GoroutineFailure> newHandler) {
        Objects.requireNonNull(newHandler, "handler");
        return new Options(
                name, timeout, deadline, parent, limit, true, newHandler, isShared, factory, grace, listeners);
    }

    @Override
    public ScopeOptions shared() {
        return new Options(
                name, timeout, deadline, parent, limit, isIsolated, handler, true, factory, grace, listeners);
    }

    @Override
    public ScopeOptions withThreadFactory(ThreadFactory newFactory) {
        Objects.requireNonNull(newFactory, "factory");
        return new Options(
                name, timeout, deadline, parent, limit, isIsolated, handler, isShared, newFactory, grace, listeners);
    }

    @Override
    public ScopeOptions withGracePeriod(Duration newGrace) {
        Objects.requireNonNull(newGrace, "grace");
        if (newGrace.isNegative() || newGrace.isZero()) {
            throw new IllegalArgumentException("The grace period must be positive, but is " + newGrace);
        }
        return new Options(
                name, timeout, deadline, parent, limit, isIsolated, handler, isShared, factory, newGrace, listeners);
    }

    @Override
    public ScopeOptions withListener(ScopeListener listener) {
        Objects.requireNonNull(listener, "listener");
        List<ScopeListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new Options(
                name,
                timeout,
                deadline,
                parent,
                limit,
                isIsolated,
                handler,
                isShared,
                factory,
                grace,
                List.copyOf(more));
    }

    @Override
    public <X extends Throwable> void run(Scope.Body<X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        this.<@Nullable Void, X>call(scope -> {
            body.run(scope);
            return null;
        });
    }

    @Override
    public <T extends @Nullable Object, X extends Throwable> T call(Scope.Op<? extends T, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        return BodyRun.<T, X>call(this, body);
    }

    @Override
    public Scope open() {
        return ScopeImpl.open(this);
    }
}
