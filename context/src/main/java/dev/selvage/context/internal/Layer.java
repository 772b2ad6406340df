package dev.selvage.context.internal;

import dev.selvage.context.ContextKey;
import org.jspecify.annotations.Nullable;

/** A context that adds nothing to cancel: the root, one more value, or values without the cancellation. */
final class Layer extends AbstractContext {
    static final Layer BACKGROUND = rootOf(World.SYSTEM);

    private final @Nullable CancelNode source;
    private final @Nullable Deadline limit;
    private final String description;

    private Layer(
            @Nullable AbstractContext parent,
            Values values,
            World world,
            @Nullable CancelNode source,
            @Nullable Deadline limit,
            String description) {
        super(parent, values, world);
        this.source = source;
        this.limit = limit;
        this.description = description;
    }

    static Layer rootOf(World world) {
        return new Layer(null, Values.NONE, world, null, null, "background");
    }

    static Layer with(AbstractContext parent, ContextKey<?> key, Object value) {
        return new Layer(
                parent, parent.values.with(key, value), parent.world(), parent.source(), parent.limit(), key.name());
    }

    static Layer withoutCancel(AbstractContext parent) {
        return new Layer(parent, parent.values, parent.world(), null, null, "withoutCancel");
    }

    @Override
    public @Nullable CancelNode source() {
        return source;
    }

    @Override
    @Nullable
    Deadline limit() {
        return limit;
    }

    @Override
    String describe() {
        AbstractContext above = parent();
        return above != null && above.values != values ? "with(" + description + ")" : description;
    }

    @Override
    protected void cancelled(dev.selvage.context.CancelReason reason) {
        throw new AssertionError("a layer is never linked");
    }
}
