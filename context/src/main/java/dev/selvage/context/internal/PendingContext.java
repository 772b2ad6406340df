package dev.selvage.context.internal;

/**
 * A context with a timeout as a census sees it: alive until somebody closes it, for its timer is pending so long.
 *
 * @param node the context
 */
record PendingContext(CancelNode node) implements Living {
    @Override
    public Object subject() {
        return node;
    }

    @Override
    public Life life() {
        return node.reasonOrNull() == null ? Life.ALIVE : Life.ENDED;
    }

    @Override
    public Portrait portrait() {
        return Portrait.still("context", node.toString(), "timer pending", "");
    }

    @Override
    public void end() {
        node.close();
    }
}
