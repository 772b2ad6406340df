package dev.selvage.testkit.internal.leak;

import java.util.List;
import java.util.Optional;

/**
 * A virtual thread of the JDK's thread dump.
 *
 * @param id its number; 0 if not known
 * @param name its name; may be empty
 * @param state as the dump writes it
 * @param frames its frames as the dump writes them, innermost first
 * @param madeAt the line of user code that made it, if known
 */
public record LivingThread(
        long id, String name, String state, List<String> frames, Optional<StackTraceElement> madeAt) {

    /** Makes the list unmodifiable. */
    public LivingThread {
        frames = List.copyOf(frames);
    }

    /** One that lives, of which nothing else is known. */
    static LivingThread unknown(Optional<StackTraceElement> site) {
        return new LivingThread(0, "", "alive, name and stack not known", List.of(), site);
    }

    LivingThread madeAt(Optional<StackTraceElement> site) {
        return new LivingThread(id, name, state, frames, site);
    }

    /** Whether it is one of the library's own helpers, which end with what they help: hooks, watchdogs. */
    boolean isHelper() {
        return name.startsWith("selvage-");
    }

    /** Whether a structured scope owns it: the JDK's, and so all of ours. */
    boolean isInScope() {
        return frames.stream().anyMatch(frame -> frame.contains("java.util.concurrent.StructuredTaskScope"));
    }
}
