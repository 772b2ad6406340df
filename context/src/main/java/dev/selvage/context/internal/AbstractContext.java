package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.context.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all contexts share. Three things are inherited by reference, so that depth costs nothing: the values, the effective
 * deadline, and {@link #source()}, the nearest node that can be cancelled.
 */
public abstract sealed class AbstractContext extends Link implements Context permits CancelNode, Layer {
    /** For {@code toString} and the question who is below whom. Changes only when a parent ends and its parent adopts. */
    private volatile @Nullable AbstractContext parent;

    final Values values;
    private final World world;

    AbstractContext(@Nullable AbstractContext parent, Values values, World world) {
        this.parent = parent;
        this.values = values;
        this.world = world;
    }

    /** The root of the world that the calling thread belongs to: the system's, unless a test made the thread. */
    public static AbstractContext background() {
        AbstractContext root = World.rootHere();
        return root == null ? Layer.BACKGROUND : root;
    }

    /** A root with a time of its own, and the JDK's threads. */
    public static AbstractContext root(TimeSource time) {
        return root(new World(time, null));
    }

    /** A root in a world of its own: for the virtual clock and the simulation. */
    public static AbstractContext root(World world) {
        return Layer.rootOf(world);
    }

    /** The root of the world that this context lies in: for what starts here and does not belong to it. */
    public final AbstractContext root() {
        return world == World.SYSTEM ? Layer.BACKGROUND : Layer.rootOf(world);
    }

    final @Nullable AbstractContext parent() {
        return parent;
    }

    final AbstractContext parentOrFail() {
        return Objects.requireNonNull(parent, "parent");
    }

    final void parent(@Nullable AbstractContext adopter) {
        parent = adopter;
    }

    /** The nearest node, this included, that can be cancelled; null when none can. */
    public abstract @Nullable CancelNode source();

    /** The effective deadline, or null. */
    abstract @Nullable Deadline limit();

    /** This layer alone, for {@code toString}. */
    abstract String describe();

    /** What everything below this context's root shares. */
    public final World world() {
        return world;
    }

    /** The seam for time below this context. */
    public final TimeSource time() {
        return world.time();
    }

    /** Why this was cancelled, or null: {@link #reason()} without the wrapper. */
    public @Nullable CancelReason reasonOrNull() {
        CancelNode source = source();
        return source == null ? null : source.reasonOrNull();
    }

    /**
     * Whether a cancellation of {@code node} reaches this context by way of parents. The further members of an {@code any} do
     * not count: they are lost to what is below when the {@code any} itself {@linkplain CancelNode#end ends}.
     */
    public final boolean isBelow(CancelNode node) {
        AbstractContext at = this;
        while (at != null) {
            CancelNode source = at.source();
            if (source == node) {
                return true;
            }
            at = source == null || source.detached() ? null : source.parent();
        }
        return false;
    }

    /** Whether a node has all that this has: it is below this, and has the same values. */
    public final boolean isCoveredBy(CancelNode node) {
        CancelNode source = source();
        return values == node.values && (source == null || node.isBelow(source));
    }

    /** Tells {@code link} of a cancellation, at once if this is cancelled already. Remove it with {@link Link#unlink}. */
    public final void whenCancelled(Link link) {
        CancelNode source = source();
        if (source != null && !source.add(link)) {
            link.cancelled(source.reasonOrFail());
        }
    }

    @Override
    public final CancellableContext withCancel() {
        return new CancelNode(this).attach();
    }

    @Override
    public final CancellableContext withTimeout(Duration timeout) {
        return DeadlineNode.after(this, Deadline.nanos(Objects.requireNonNull(timeout, "timeout")));
    }

    @Override
    public final CancellableContext withDeadline(Instant deadline) {
        return DeadlineNode.at(this, Objects.requireNonNull(deadline, "deadline"));
    }

    @Override
    public final Context withoutCancel() {
        return Layer.withoutCancel(this);
    }

    @Override
    public final CancellableContext shielded(Duration grace) {
        return ShieldNode.below(this, Deadline.nanos(Objects.requireNonNull(grace, "grace")));
    }

    @Override
    public final <T> Context with(ContextKey<T> key, T value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        if (!key.type().isInstance(value)) {
            throw new IllegalArgumentException("The value of key " + key + " must be of type "
                    + key.type().getName() + ", but is a " + value.getClass().getName());
        }
        return Layer.with(this, key, value);
    }

    @Override
    public final <T> @Nullable T get(ContextKey<T> key) {
        Object value = values.get(Objects.requireNonNull(key, "key"));
        return value == null ? key.defaultValue() : key.type().cast(value);
    }

    @Override
    public final boolean isCancelled() {
        SchedulePoint.reach("isCancelled", this);
        return reasonOrNull() != null;
    }

    @Override
    public final Optional<CancelReason> reason() {
        return Optional.ofNullable(reasonOrNull());
    }

    @Override
    public final Optional<Instant> deadline() {
        Deadline limit = limit();
        return limit == null ? Optional.empty() : Optional.of(limit.instant());
    }

    @Override
    public final Optional<Duration> remaining() {
        Deadline limit = limit();
        return limit == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, limit.left())));
    }

    @Override
    public final void throwIfCancelled() {
        SchedulePoint.reach("throwIfCancelled", this);
        CancelReason reason = reasonOrNull();
        if (reason != null) {
            throw CancelledException.of(reason);
        }
    }

    @Override
    public final Registration onCancel(Runnable hook) {
        Hook registration = new Hook(Objects.requireNonNull(hook, "hook"), this, Ambient.currentHome());
        SchedulePoint.reach("onCancel", this);
        if (Census.isTaken()) {
            Census.born(registration.living());
        }
        whenCancelled(registration);
        return registration;
    }

    @Override
    public final <X extends Throwable> void run(Body<X> body) throws X {
        Objects.requireNonNull(body, "body");
        this.<@Nullable Void, X>call(() -> {
            body.run();
            return null;
        });
    }

    @Override
    public final <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        Ambient ambient = Ambient.enter();
        Frame frame = frame(ambient);
        ambient.push(frame);
        T result;
        try {
            result = body.call();
        } catch (Throwable failure) {
            ambient.popAfter(frame, failure);
            throw failure;
        }
        ambient.pop(frame);
        return result;
    }

    /**
     * What a thread runs in while it runs a body with this context: a shield goes up if the thread is not behind it already.
     */
    private Frame frame(Ambient ambient) {
        CancelNode here = ambient.topFrame().context().source();
        CancelNode at = source();
        while (at != null && at != here) {
            if (at.detached()) {
                return new Frame.Shield(this, ambient);
            }
            at = at.parentOrFail().source();
        }
        return new Frame.Run(this, ambient.inheritsWakeUps(this));
    }

    @Override
    public final String toString() {
        return Chain.text(this);
    }
}
