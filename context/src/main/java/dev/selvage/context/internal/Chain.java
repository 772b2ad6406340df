package dev.selvage.context.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** The text of a context: the layers from the root, the middle of a deep chain left out. */
final class Chain {
    private static final int SHOWN = 24;

    private Chain() {}

    static String text(AbstractContext context) {
        Deque<String> layers = new ArrayDeque<>();
        int depth = 0;
        for (AbstractContext at = context; at != null; at = at.parent()) {
            AbstractContext above = at.parent();
            if (depth++ < SHOWN || above == null) {
                layers.addFirst(at.describe());
            }
        }
        StringBuilder text = new StringBuilder();
        int left = depth - layers.size();
        boolean root = true;
        for (String layer : layers) {
            text.append(root ? "" : " > ").append(layer);
            if (root && left > 0) {
                text.append(" > (").append(left).append(" more)");
            }
            root = false;
        }
        if (context.reasonOrNull() != null) {
            text.append(" [cancelled: ").append(context.reasonOrNull()).append(']');
        }
        return text.toString();
    }
}
