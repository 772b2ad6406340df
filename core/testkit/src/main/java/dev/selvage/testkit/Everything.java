package dev.selvage.testkit;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import dev.selvage.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All goroutines and scopes of the JVM, whoever made them, but those around the calling code. */
final class Everything {
    private final Around around;
    private final List<Leak> leaks = new ArrayList<>();

    private Everything(Around around) {
        this.around = around;
    }

    static List<Leak> leaks(LeakOptions options, Around around) {
        Everything search = new Everything(around);
        Goroutines.snapshot().roots().forEach(search::scope);
        Ignored ignored = new Ignored(options.ignored());
        search.leaks.removeIf(ignored::matches);
        return search.leaks;
    }

    private void scope(ScopeInfo scope) {
        if (!around.holdsPath(scope.path())) {
            leaks.add(new Leak(
                    "scope",
                    scope.name(),
                    "open, owner " + scope.owner(),
                    scope.body().waitingFor(),
                    scope.path(),
                    Optional.empty(),
                    List.of()));
        }
        scope.goroutines().forEach(this::goroutine);
        scope.inner().forEach(this::scope);
    }

    private void goroutine(GoroutineInfo goroutine) {
        if (!around.holdsPath(goroutine.path())) {
            leaks.add(new Leak(
                    "goroutine",
                    goroutine.name(),
                    goroutine.state().name().toLowerCase(Locale.ROOT),
                    goroutine.waitingFor(),
                    goroutine.path(),
                    goroutine.createdAt(),
                    goroutine.stack().stream().map(StackTraceElement::toString).toList()));
        }
        goroutine.scopes().forEach(this::scope);
    }
}
