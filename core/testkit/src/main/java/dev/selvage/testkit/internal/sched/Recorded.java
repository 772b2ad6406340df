package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.sched.Choices.Unusual;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repeats the choices of another run; where one cannot be taken, notes it and does the usual. */
public final class Recorded implements Chooser {
    private final List<Unusual> unusual;
    private int at;
    private int choice;
    private @Nullable String misfit;

    /** Repeats these. */
    public Recorded(List<Unusual> unusual) {
        this.unusual = unusual;
    }

    @Override
    public int next(ReadySet ready, int usual, int gaveWay) {
        Unusual now = now();
        if (now == null) {
            return usual;
        }
        int index = ready.indexOf(now.taken());
        if (index < 0) {
            misfit("goroutine " + now.taken() + " was to go on, but it is not ready");
            return usual;
        }
        return index;
    }

    @Override
    public int among(int bound) {
        Unusual now = now();
        if (now == null) {
            return 0;
        }
        if (now.taken() >= bound) {
            misfit("possibility " + now.taken() + " was to be taken, but there are only " + bound);
            return 0;
        }
        return now.taken();
    }

    private @Nullable Unusual now() {
        int number = choice++;
        return at < unusual.size() && unusual.get(at).number() == number ? unusual.get(at++) : null;
    }

    private void misfit(String what) {
        if (misfit == null) {
            misfit = "at choice " + (choice - 1) + " " + what;
        }
    }

    /** The first choice that could not be repeated, and why; null: all could. */
    public @Nullable String misfit() {
        return misfit;
    }

    /** Whether the run ended before all were asked for. */
    public boolean isCutShort() {
        return at < unusual.size();
    }
}
