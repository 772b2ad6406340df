package dev.selvage.testkit.internal.sched;

import dev.selvage.context.internal.Living;
import dev.selvage.testkit.internal.Settling;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Account.Birth;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a run leaves behind when nothing of it takes a step any more: what was to be closed, and failures that nobody heard of. */
final class Leftovers {
    private static final Duration TO_END = Duration.ofSeconds(1);

    /** Kinds of what somebody must close. */
    private static final Set<String> THREADLESS = Set.of("ticker", "timer", "context", "scope");

    private Leftovers() {}

    static void report(Account account, Run run) {
        Settling.until(
                TO_END, () -> account.alive().stream().filter(Leftovers::mayEnd).toList());
        List<Birth> alive = account.alive();
        if (!alive.isEmpty()) {
            StringBuilder text = new StringBuilder("leak: the body has ended, and did not close what it made");
            alive.forEach(birth -> text.append("\n  ").append(line(birth)));
            run.found(Kind.LEAK, text.toString(), null);
        }
        account.unheard().forEach((subject, failure) -> {
            run.found(Kind.PANIC, subject + " failed, and nobody has heard of it: " + failure, failure);
        });
    }

    /** By itself, on a thread outside, for there is none inside any more. */
    private static boolean mayEnd(Birth birth) {
        return !THREADLESS.contains(birth.living().portrait().kind());
    }

    private static String line(Birth birth) {
        Living.Portrait portrait = birth.living().portrait();
        String name = portrait.name().isEmpty() ? "" : " \"" + portrait.name() + '"';
        Object site = birth.site() == null ? "an unknown place" : birth.site();
        return portrait.kind() + name + " [" + portrait.state() + "] created at " + site;
    }
}
