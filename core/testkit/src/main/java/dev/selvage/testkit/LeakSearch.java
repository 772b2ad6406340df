package dev.selvage.testkit;

import dev.selvage.context.internal.Living;
import dev.selvage.testkit.internal.Settling;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Account.Birth;
import dev.selvage.testkit.internal.leak.Ending;
import dev.selvage.testkit.internal.leak.LivingThread;
import dev.selvage.testkit.internal.leak.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One check: from the opening of its account to the report. */
final class LeakSearch {
    private final String who;
    private final LeakOptions options;
    private final Account account;

    private LeakSearch(String who, LeakOptions options) {
        this.who = who;
        this.options = options;
        this.account = Owners.open(options.threads());
    }

    /** Opens an account for {@code who}. */
    static LeakSearch open(String who, LeakOptions options) {
        return new LeakSearch(who, options);
    }

    Account account() {
        return account;
    }

    /** Looks for leaks, for the last time; throws {@link LeakError} if there are any. On the thread that made most of it. */
    void close() {
        List<Leak> leaks;
        try {
            leaks = Settling.until(options.settling(), () -> leaks(account, options, living -> false));
            if (!leaks.isEmpty()) {
                Ending.of(this::reported);
            }
        } finally {
            Owners.close(account);
        }
        fail(who, leaks);
    }

    /** Like {@link #close()}, but puts what it finds into a failure that came first. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (LeakError leaks) {
            failure.addSuppressed(leaks);
        }
    }

    /** Not what is ignored: that may be meant for other tests as well. */
    private List<Birth> reported() {
        Ignored ignored = new Ignored(options.ignored());
        return account.alive().stream()
                .filter(birth -> !ignored.matches(leak(birth)))
                .toList();
    }

    /** See {@link LeakOptions#verifyNone}. */
    static void verify(@Nullable Account account, LeakOptions options) {
        Around around = new Around();
        Supplier<List<Leak>> look = account == null
                ? () -> Everything.leaks(options, around)
                : () -> leaks(account, options, around::holds);
        fail(account == null ? "something in this JVM" : "this test", Settling.until(options.settling(), look));
    }

    private static void fail(String who, List<Leak> leaks) {
        if (!leaks.isEmpty()) {
            throw new LeakError(who, leaks);
        }
    }

    private static List<Leak> leaks(Account account, LeakOptions options, Predicate<Living> isNone) {
        List<Leak> leaks = new ArrayList<>();
        for (Birth birth : account.alive()) {
            if (!isNone.test(birth.living())) {
                leaks.add(leak(birth));
            }
        }
        account.threads().alive().forEach(thread -> leaks.add(leak(thread)));
        Ignored ignored = new Ignored(options.ignored());
        leaks.removeIf(ignored::matches);
        return leaks;
    }

    private static Leak leak(LivingThread thread) {
        return new Leak(
                "virtual thread",
                thread.name().isEmpty() && thread.id() != 0 ? "#" + thread.id() : thread.name(),
                thread.state().toLowerCase(Locale.ROOT),
                "",
                "",
                thread.madeAt(),
                thread.frames());
    }

    private static Leak leak(Birth birth) {
        Living.Portrait portrait = birth.living().portrait();
        return new Leak(
                portrait.kind(),
                portrait.name(),
                portrait.state(),
                portrait.waitingFor(),
                portrait.where(),
                Optional.ofNullable(birth.site()),
                portrait.stack().stream().map(StackTraceElement::toString).toList());
    }
}
