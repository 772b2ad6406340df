package dev.selvage.testkit.internal.leak;

import dev.selvage.testkit.internal.Settling;
import dev.selvage.testkit.internal.leak.Account.Birth;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The end of what was left behind. */
public final class Ending {
    /** How long what was cancelled may take to end. */
    private static final Duration TO_END = Duration.ofSeconds(1);

    private Ending() {}

    /**
     * Ends it, inner things first: it is cancelled, and a scope that was opened on this thread is closed once nothing lives in it.
     * What goes on nevertheless comes off this thread, which has other things to run.
     *
     * @param left what is left now, the oldest first
     */
    public static void of(Supplier<List<Birth>> left) {
        List<Birth> stubborn = Settling.until(TO_END, () -> {
            left.get().reversed().forEach(birth -> birth.living().end());
            return left.get();
        });
        stubborn.reversed().forEach(birth -> birth.living().detach());
    }
}
