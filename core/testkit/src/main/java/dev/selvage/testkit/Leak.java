package dev.selvage.testkit;

import java.util.List;
import java.util.Optional;

/**
 * Something that should have ended and lives. Immutable.
 *
 * @param kind what it is: {@code goroutine}, {@code scope}, {@code service}, {@code context}, {@code hook}, {@code ticker}, {@code timer}, {@code
 *     waiting thread} or {@code virtual thread}
 * @param name its name; empty if it has none
 * @param state where it is in its life, in a word or a few
 * @param waitingFor what it waits for, as {@code chan receive "jobs"}; empty if nothing is known
 * @param where the path of scopes and goroutines that it lies in; empty if in none
 * @param createdAt the line that made it, if known
 * @param stack its frames, innermost first, as text; empty if it has no thread
 */
public record Leak(
        String kind,
        String name,
        String state,
        String waitingFor,
        String where,
        Optional<StackTraceElement> createdAt,
        List<String> stack) {

    /** Makes the list unmodifiable. */
    public Leak {
        stack = List.copyOf(stack);
    }

    /** {@return the leak as it stands in the report: two lines and the stack} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind);
        if (!name.isEmpty()) {
            text.append(" \"").append(name).append('"');
        }
        text.append(" [").append(state);
        if (!waitingFor.isEmpty() && !waitingFor.equals(state)) {
            text.append(": ").append(waitingFor);
        }
        text.append(']');
        if (!where.isEmpty()) {
            text.append(" in ").append(where);
        }
        text.append("\n    created at ")
                .append(createdAt.map(StackTraceElement::toString).orElse("an unknown place"));
        stack.forEach(frame -> text.append("\n        at ").append(frame));
        return text.toString();
    }
}
