package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An owner of nodes that notes what it is told. */
public final class NamedOwner implements NodeOwner {
    final List<CancelReason> told = new CopyOnWriteArrayList<>();
    private final String name;

    public NamedOwner(Object name) {
        this.name = name.toString();
    }

    @Override
    public void nodeCancelled(CancelNode node, CancelReason reason) {
        told.add(reason);
    }

    @Override
    public String toString() {
        return name;
    }
}
