package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node below several: cancelled with the first of them. Values and time come from the first given. */
public final class AnyNode extends CancelNode {
    /** Who is told of the cancellation; null: nobody. */
    private final @Nullable NodeOwner owner;

    /** One for each further context; unlinked when this ends. */
    private final Bridge[] bridges;

    private AnyNode(AbstractContext first, @Nullable Deadline limit, int others, @Nullable NodeOwner owner) {
        super(first, first.values, limit);
        this.owner = owner;
        this.bridges = new Bridge[others];
        for (int i = 0; i < others; i++) {
            bridges[i] = new Bridge(this);
        }
    }

    /** See {@link Context#any}. */
    public static CancellableContext of(Context... contexts) {
        Objects.requireNonNull(contexts, "contexts");
        if (contexts.length == 0) {
            throw new IllegalArgumentException("Context.any needs at least one context");
        }
        AbstractContext[] all = new AbstractContext[contexts.length];
        Deadline earliest = null;
        for (int i = 0; i < all.length; i++) {
            int n = i;
            all[i] = (AbstractContext) Objects.requireNonNull(contexts[i], () -> "contexts[" + n + "]");
            Deadline limit = all[i].limit();
            earliest = limit != null && limit.before(earliest) ? limit : earliest;
        }
        return new AnyNode(all[0], earliest, all.length - 1, null).watch(all);
    }

    /** A node with the values, deadline and cancellation of {@code ambient} that ends with {@code owner} as well. */
    public static CancelNode below(AbstractContext ambient, CancelNode owner, NodeOwner belongsTo) {
        Deadline inner = ambient.limit();
        Deadline outer = owner.limit();
        Deadline earliest = outer != null && outer.before(inner) ? outer : inner;
        return new AnyNode(ambient, earliest, 1, belongsTo).watch(ambient, owner);
    }

    private AnyNode watch(AbstractContext... all) {
        attach();
        for (int i = 1; i < all.length; i++) {
            all[i].whenCancelled(bridges[i - 1]);
        }
        if (reasonOrNull() != null) {
            released(); // cancelled between two bridges: the later ones were not there yet to be taken down
        }
        return this;
    }

    @Override
    void released() {
        for (Bridge bridge : bridges) {
            bridge.unlink();
        }
    }

    @Override
    boolean reacts() {
        return owner != null;
    }

    @Override
    protected void cancelled(CancelReason why) {
        if (owner != null) {
            owner.nodeCancelled(this, why);
        }
    }

    @Override
    String label() {
        return owner == null ? "any of " + (bridges.length + 1) : owner.toString();
    }

    /** Hangs the node on one more context. */
    private static final class Bridge extends Link {
        private final AnyNode node;

        Bridge(AnyNode node) {
            this.node = node;
        }

        @Override
        CancelNode node() {
            return node;
        }

        @Override
        boolean adoptedBy(@Nullable AbstractContext heir) {
            return true;
        }

        @Override
        protected void cancelled(CancelReason reason) {
            node.cancel(reason);
        }
    }
}
