package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node below several: cancelled with the first of them. Values and time come from the first given. */
public final class AnyNode extends CancelNode {
    private final String label;

    /** One for each further context; unlinked when this ends. */
    private final Bridge[] bridges;

    private AnyNode(AbstractContext first, @Nullable Deadline limit, int others, String label) {
        super(first, first.values, limit);
        this.label = label;
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
        return new AnyNode(all[0], earliest, all.length - 1, "any of " + all.length).watch(all);
    }

    /** A node with the values, deadline and cancellation of {@code ambient} that ends with {@code owner} as well. */
    public static CancelNode below(AbstractContext ambient, CancelNode owner) {
        Deadline inner = ambient.limit();
        Deadline outer = owner.limit();
        Deadline earliest = outer != null && outer.before(inner) ? outer : inner;
        return new AnyNode(ambient, earliest, 1, "goroutine").watch(ambient, owner);
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
    String label() {
        return label;
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
