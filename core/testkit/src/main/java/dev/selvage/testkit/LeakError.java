package dev.selvage.testkit;

import java.util.List;

/** Something was left behind. The message is the report: each leak with its state, what it waits for, and where it was made. */
public final class LeakError extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Not of use to who gets the error from another JVM: the message says it all. */
    private final transient List<Leak> leaks;

    LeakError(String who, List<Leak> leaks) {
        super(message(who, leaks));
        this.leaks = List.copyOf(leaks);
    }

    /** {@return what was left behind; unmodifiable} */
    public List<Leak> leaks() {
        return leaks;
    }

    private static String message(String who, List<Leak> leaks) {
        StringBuilder text = new StringBuilder()
                .append(leaks.size())
                .append(leaks.size() == 1 ? " leak: " : " leaks: ")
                .append(who)
                .append(" started this, and it lives on. End it (close, cancel, join), or name it in `ignore`");
        leaks.forEach(leak -> text.append("\n\n").append(leak));
        return text.append('\n').toString();
    }
}
