package dev.selvage;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.CreationSite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A snapshot as text, in the shape of Go's dump. */
final class DumpText {
    private static final int IDS_SHOWN = 8;
    private static final List<String> MACHINERY = List.of(
            "dev.selvage.BodyRun",
            "dev.selvage.DumpText",
            "dev.selvage.Goroutines",
            "dev.selvage.GoroutineImpl",
            "dev.selvage.Options",
            "dev.selvage.ScopeEnd",
            "dev.selvage.Snapshots",
            "dev.selvage.channel.",
            "dev.selvage.context.internal.",
            "dev.selvage.internal.",
            "java.lang.ScopedValue",
            "java.lang.System$1",
            "java.lang.VirtualThread",
            "java.util.concurrent.StructuredTaskScope",
            "jdk.internal.");

    private final StringBuilder text = new StringBuilder();
    private final Instant now;

    private DumpText(Instant now) {
        this.now = now;
    }

    static String of(GoroutineSnapshot snapshot) {
        DumpText dump = new DumpText(snapshot.takenAt());
        int scopes = snapshot.roots().stream().mapToInt(DumpText::scopes).sum();
        int goroutines =
                snapshot.roots().stream().mapToInt(DumpText::goroutines).sum();
        dump.text
                .append(plural(goroutines, "goroutine"))
                .append(" in ")
                .append(plural(scopes, "scope"))
                .append('\n');
        snapshot.roots().forEach(dump::scope);
        if (goroutines > 0 && !CreationSite.recorded()) {
            dump.text
                    .append("\n(creation sites are not recorded; -D")
                    .append(CreationSite.PROPERTY)
                    .append("=true records them)\n");
        }
        return dump.text.toString();
    }

    /** What the watchdog says: whom a scope waits for. */
    static String stuck(ScopeInfo scope, List<GoroutineInfo> goroutines, String orElse, Duration since, Instant now) {
        DumpText dump = new DumpText(now);
        String otherwise = goroutines.isEmpty() ? "its body has ended" : "its goroutines were cancelled one by one";
        String why = scope.cancelled().map(CancelReason::toString).orElse(otherwise);
        dump.text
                .append("Scope ")
                .append(scope.path())
                .append(" should have ended ")
                .append(span(since))
                .append(" ago (")
                .append(why)
                .append(") and waits for ");
        if (goroutines.isEmpty()) {
            dump.text.append(orElse).append(":\n");
            dump.goroutine(scope.path(), List.of(scope.body()));
        } else {
            dump.text
                    .append(plural(goroutines.size(), "goroutine"))
                    .append(
                            ". What runs there ignores interrupts: give it a timeout of its own, or abort it with onCancel\n");
            dump.groups(scope.path(), goroutines);
        }
        return dump.text.toString().stripTrailing();
    }

    private static int scopes(ScopeInfo scope) {
        return 1
                + scope.inner().stream().mapToInt(DumpText::scopes).sum()
                + scope.goroutines().stream()
                        .flatMap(goroutine -> goroutine.scopes().stream())
                        .mapToInt(DumpText::scopes)
                        .sum();
    }

    private static int goroutines(ScopeInfo scope) {
        return scope.goroutines().size()
                + scope.inner().stream().mapToInt(DumpText::goroutines).sum()
                + scope.goroutines().stream()
                        .flatMap(goroutine -> goroutine.scopes().stream())
                        .mapToInt(DumpText::goroutines)
                        .sum();
    }

    private void scope(ScopeInfo scope) {
        text.append("\nscope ").append(scope.path()).append(" of ").append(scope.owner());
        scope.deadline().ifPresent(at -> text.append(", deadline ").append(until(at)));
        scope.cancelled().ifPresent(reason -> text.append(", cancelled: ").append(reason));
        text.append('\n');
        if (scope.inner().isEmpty() && !scope.owner().startsWith("goroutine")) {
            goroutine(scope.path() + ", body", List.of(scope.body()));
        }
        groups(scope.path(), scope.goroutines());
        scope.inner().forEach(this::scope);
        scope.goroutines().forEach(goroutine -> goroutine.scopes().forEach(this::scope));
    }

    private void groups(String path, List<GoroutineInfo> goroutines) {
        Map<List<Object>, List<GoroutineInfo>> alike = goroutines.stream()
                .collect(Collectors.groupingBy(DumpText::likeness, LinkedHashMap::new, Collectors.toList()));
        alike.values().forEach(group -> goroutine(path, group));
    }

    /** What two goroutines must share to be shown as one. */
    private static List<Object> likeness(GoroutineInfo goroutine) {
        return List.of(
                goroutine.name(),
                goroutine.waitingFor(),
                goroutine.stack(),
                goroutine.createdAt(),
                goroutine.createdBy(),
                goroutine.cancelled().isPresent(),
                goroutine.daemon());
    }

    private void goroutine(String path, List<GoroutineInfo> group) {
        GoroutineInfo first = group.getFirst();
        text.append("\ngoroutine ").append(first.id());
        if (!first.name().isEmpty()) {
            text.append(" \"").append(first.name()).append('"');
        }
        text.append(" [").append(first.waitingFor());
        longest(group).ifPresent(wait -> text.append(", ").append(span(wait)));
        text.append("] in ").append(path);
        if (first.daemon()) {
            text.append(", daemon");
        }
        first.cancelled().ifPresent(reason -> text.append(", cancelled"));
        text.append(':');
        if (group.size() > 1) {
            text.append(' ')
                    .append(group.size())
                    .append(" alike (")
                    .append(ids(group))
                    .append(')');
        }
        text.append('\n');
        first.stack().stream()
                .filter(frame -> !isMachinery(frame))
                .forEach(frame -> text.append("\tat ").append(frame).append('\n'));
        if (first.createdBy() != 0 || first.createdAt().isPresent()) {
            text.append("created by ")
                    .append(first.createdAt().map(Object::toString).orElse("(unrecorded)"))
                    .append(first.createdBy() == 0 ? " in a thread outside" : " in goroutine " + first.createdBy())
                    .append('\n');
        }
    }

    /** Frames between a user's code and the thread that tell nothing: the snapshot has them all. */
    private static boolean isMachinery(StackTraceElement frame) {
        String type = frame.getClassName();
        return MACHINERY.stream().anyMatch(type::startsWith)
                || (type.equals("java.lang.Thread") && frame.getMethodName().equals("getStackTrace"));
    }

    private static String ids(List<GoroutineInfo> group) {
        List<String> ids = new ArrayList<>();
        group.stream().limit(IDS_SHOWN).forEach(goroutine -> ids.add(Long.toString(goroutine.id())));
        return String.join(", ", ids) + (group.size() > IDS_SHOWN ? ", ..." : "");
    }

    private static Optional<Duration> longest(List<GoroutineInfo> group) {
        return group.stream().flatMap(goroutine -> goroutine.waited().stream()).max(Duration::compareTo);
    }

    private String until(Instant deadline) {
        Duration left = Duration.between(now, deadline);
        return left.isNegative() ? "passed " + span(left.negated()) + " ago" : "in " + span(left);
    }

    /** A span for people; Go shows minutes, and so do we from two on. */
    static String span(Duration span) {
        long millis = span.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        } else if (millis < 120_000) {
            return millis / 1000 + " s";
        }
        return millis / 60_000 + " minutes";
    }

    private static String plural(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
