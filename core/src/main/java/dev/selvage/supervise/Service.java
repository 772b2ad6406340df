package dev.selvage.supervise;

import dev.selvage.Scope;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scope with a thread of its own, for what is started by one thread and stopped by another: a framework's bean, a listener, a
 * poller. A scope belongs to the thread that runs its body; a service gives it one.
 *
 * {@snippet :
 * Service poller = Service.start(ServiceOptions.named("poller"), (scope, life) -> {
 *     connect();
 *     life.ready();
 *     while (!life.stopping().isCancelled()) {
 *         poll();
 *     }
 * });
 * poller.awaitReady();
 * ...
 * poller.stop(Duration.ofSeconds(5));
 * }
 *
 * <p>Nothing starts in a constructor: {@code start} is called by whoever also stops it.
 *
 * <p>A service is a root: it does not end with the thread, the scope or the context that started it, and it shows in {@link
 * dev.selvage.Goroutines#dump()} from the return of {@code start} to its end. Its thread is virtual, and does not keep the JVM
 * alive; {@link #await()} in {@code main} does.
 *
 * <p>It ends when its work has returned and all that the work started has ended. A failure goes to the log once, to every
 * {@link #onFailure} handler and out of every {@link #await}. Every method is safe from any thread.
 */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** What a JVM that ends gives a service that it has cancelled, at least: a second. */
    private static final long LEAST_TO_END = 1_000_000_000;

    private static final ContextKey<Service> CURRENT = ContextKey.named("dev.selvage.service", Service.class);

    /** The work of a service, with its lifecycle. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the work, on the service's thread.
         *
         * @param scope the service's scope
         * @param life to say that it is ready, and to hear that it should stop
         * @throws Exception whatever the work throws: the service's failure
         */
        void run(Scope scope, Lifecycle life) throws Exception;
    }

    private final ServiceOptions options;

    /** Of the world that it was started in: the system's, or that of a test with a time or threads of its own. */
    private final AbstractContext root = Ambient.currentContext().root();

    private final Signals signals = new Signals(root);

    /** Set when the scope is open; not set if it never was. */
    private final OneShot<Scope> scope = new OneShot<>();

    /** Set when the scope is open, or the service has ended without one. */
    private final OneShot<Boolean> begun = new OneShot<>();

    /** Set when the service is ready, or has ended. */
    private final OneShot<Boolean> settled = new OneShot<>();

    private final OneShot<End> end = new OneShot<>();

    /** How it ended. */
    private record End(@Nullable Throwable failure) {}

    private Service(ServiceOptions options) {
        this.options = options;
    }

    /**
     * Starts a service that is ready at once. Returns when its scope is open, which takes no time to speak of.
     *
     * @param options how it behaves
     * @param body the work, on the service's thread
     * @return the handle; stop or close it
     */
    public static Service start(ServiceOptions options, Scope.Body<? extends Exception> body) {
        Objects.requireNonNull(body, "body");
        return start(options, (scope, life) -> {
            life.ready();
            body.run(scope);
        });
    }

    /**
     * Starts a service that says itself when it is ready. Returns when its scope is open, which takes no time to speak of.
     *
     * @param options how it behaves
     * @param body the work, on the service's thread
     * @return the handle; stop or close it
     * @throws IllegalStateException if it is to be {@linkplain ServiceOptions#drainedAtShutdown drained at shutdown} and the JVM is
     *     shutting down already
     */
    public static Service start(ServiceOptions options, Body body) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(body, "body");
        Service service = new Service(options);
        if (options.shutdownGrace().isPresent()) {
            ShutdownDrain.OF_JVM.add(service);
        }
        if (Census.isTaken()) {
            Census.born(new LivingService(service));
        }
        service.signals.ready.whenSet(() -> service.settled.set(true));
        service.root
                .world()
                .inheritingThread(options.name(), () -> service.root.run(() -> service.run(body)))
                .start();
        service.begun.awaitUninterruptibly("start of " + service);
        return service;
    }

    // The service's thread

    private void run(Body body) {
        Census.runs(this);
        Throwable failure = null;
        try {
            options.scope().named(options.name()).<Exception>run(opened -> inside(opened, body));
        } catch (Throwable thrown) {
            failure = isOurStop(thrown) ? null : thrown;
        }
        if (failure != null) {
            LOG.error("{} failed", this, failure);
            Census.failed(this, failure);
        }
        ShutdownDrain.OF_JVM.remove(this);
        signals.stop.close();
        end.set(new End(failure));
        settled.set(false);
        begun.set(true);
    }

    private void inside(Scope opened, Body body) throws Exception {
        scope.set(opened);
        begun.set(true);
        Lifecycle life = new Lifecycle(this.toString(), signals, opened.context());
        opened.defer(life::end);
        opened.context().with(CURRENT, this).with(Lifecycle.CURRENT, life).<Exception>run(() -> body.run(opened, life));
    }

    /** The scope was cancelled because the service was stopped: that is how it should end. */
    private boolean isOurStop(Throwable thrown) {
        Scope opened = scope.get();
        CancelReason reason = opened == null ? null : opened.context().reason().orElse(null);
        return thrown instanceof CancelledException cancelled
                && cancelled.reason() == reason
                && reason.kind() == CancelReason.Kind.CANCELLED
                && signals.asked.get() != null;
    }

    // From any thread

    /**
     * Waits until the service is ready. Blocks; a cancellation point.
     *
     * @throws ServiceFailedException if it failed before
     * @throws IllegalStateException if it ended otherwise before; or if called by the service itself
     * @throws InterruptedException if the caller was interrupted or its context cancelled
     */
    public void awaitReady() throws InterruptedException {
        refuseOwn("its own readiness");
        SchedulePoint.reach("awaitReady", this);
        settled.await("readiness of " + this, Park.FOREVER);
        if (!Boolean.TRUE.equals(settled.get())) {
            throwFailure();
            throw new IllegalStateException(this + " has ended without ever being ready");
        }
    }

    /**
     * Waits for the end. Blocks; a cancellation point.
     *
     * @throws ServiceFailedException if it failed
     * @throws IllegalStateException if called by the service itself
     * @throws InterruptedException if the caller was interrupted or its context cancelled
     */
    public void await() throws InterruptedException {
        refuseOwn("its own end");
        SchedulePoint.reach("await", this);
        end.await("end of " + this, Park.FOREVER);
        throwFailure();
    }

    private void throwFailure() {
        End how = end.get();
        if (how != null && how.failure != null) {
            Census.heard(this);
            throw new ServiceFailedException(options.name(), how.failure);
        }
    }

    /**
     * Calls a handler with what the service fails with, once; at once, on this thread, if it has failed already; else on the
     * service's thread, before a later {@link #await} returns or while it does. What it throws is logged.
     *
     * @param handler what to do
     */
    public void onFailure(Consumer<? super Throwable> handler) {
        Objects.requireNonNull(handler, "handler");
        end.whenSet(() -> tell(handler));
    }

    private void tell(Consumer<? super Throwable> handler) {
        End how = Objects.requireNonNull(end.get(), "end");
        if (how.failure != null) {
            Census.heard(this);
            try {
                handler.accept(how.failure);
            } catch (Throwable secondary) {
                LOG.error("A failure handler of {} failed", this, secondary);
            }
        }
    }

    /**
     * Stops the service: asks it, cancels it if it has not ended after the grace, and waits until it has. Blocks as long as it
     * goes on, also if it ignores its cancellation. Does not throw the service's failure: {@link #status()} and {@link #await()}
     * have it. Stopping again waits for the same end.
     *
     * @param grace how long it may go on; zero or negative: it is cancelled at once
     * @return whether it had ended before it was cancelled
     * @throws IllegalStateException if called by the service itself, which would wait for its own end
     * @throws InterruptedException if the caller was interrupted or its context cancelled; the service is then cancelled, but not
     *     waited for
     */
    public boolean stop(Duration grace) throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        refuseOwn("its own end");
        SchedulePoint.reach("stop", this);
        signals.askToStop();
        boolean drained = false;
        try {
            drained = end.await("end of " + this, Spans.nanos(grace));
        } finally {
            if (!drained) {
                cancel();
            }
        }
        end.await("end of " + this, Park.FOREVER);
        return drained;
    }

    /** Like {@link #stop}, for a JVM that ends: once it is cancelled it is waited for as long again, and no longer. False if it goes on. */
    boolean drain(Duration grace) throws InterruptedException {
        long nanos = Spans.nanos(grace);
        signals.askToStop();
        if (end.await("end of " + this, nanos)) {
            return true;
        }
        cancel();
        return end.await("end of " + this, Math.max(nanos, LEAST_TO_END));
    }

    /** {@link #stop} without grace. Waits uninterruptibly; an interrupt meanwhile is kept in the thread's flag. */
    @Override
    public void close() {
        refuseOwn("its own end");
        SchedulePoint.reach("close", this);
        askAndCancel();
        end.awaitUninterruptibly("end of " + this);
    }

    void askAndCancel() {
        signals.askToStop();
        cancel();
    }

    private void cancel() {
        Scope opened = scope.get();
        if (opened != null && end.get() == null) {
            opened.cancel(this + " was stopped");
        }
    }

    private void refuseOwn(String what) {
        if (Context.current().get(CURRENT) == this) {
            throw new IllegalStateException(this + " may not wait for " + what
                    + ": that would never come. Call it from outside of the service");
        }
    }

    boolean hasEnded() {
        return end.get() != null;
    }

    /** {@return where it is in its life} Does not block. */
    public ServiceStatus status() {
        End how = end.get();
        ServiceState state;
        if (how != null) {
            Census.heard(this);
            state = how.failure == null ? ServiceState.STOPPED : ServiceState.FAILED;
        } else if (signals.asked.get() != null) {
            state = ServiceState.STOPPING;
        } else {
            state = signals.ready.get() == null ? ServiceState.STARTING : ServiceState.READY;
        }
        return new ServiceStatus(
                options.name(), state, how == null ? Optional.empty() : Optional.ofNullable(how.failure));
    }

    ServiceOptions options() {
        return options;
    }

    @Override
    public String toString() {
        return "service " + options.name();
    }
}
