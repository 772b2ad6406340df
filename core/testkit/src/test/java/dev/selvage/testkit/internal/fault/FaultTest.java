package dev.selvage.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Pattern POINT = Pattern.compile("SchedulePoint\\.reach\\(\\s*([^,]+),");

    private static final Set<String> MAY_FAIL = Set.of(
            "acquire",
            "ask",
            "await",
            "awaitReady",
            "awaitStop",
            "call",
            "go",
            "join",
            "receive",
            "select",
            "send",
            "sleep",
            "submit",
            "throwIfCancelled",
            "tryGo",
            "trySend",
            "trySubmit");

    /** What the library's sources pass to the seam. */
    private static Set<String> operations() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : new String[] {"..", "../../context"}) {
            try (Stream<Path> sources = Files.walk(Path.of(module, "src/main/java"))) {
                for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                    Matcher points = POINT.matcher(Files.readString(source));
                    while (points.find()) {
                        found.add(points.group(1).replace("\"", ""));
                    }
                }
            }
        }
        return found;
    }

    @Test
    void should_know_of_every_operation_whether_it_may_fail() throws IOException {
        Set<String> known = new HashSet<>(Fault.NEVER_FAIL);
        known.addAll(MAY_FAIL);
        assertThat(operations()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(MAY_FAIL).doesNotContainAnyElementsOf(Fault.NEVER_FAIL);
    }

    @Test
    void should_fail_what_may_fail_and_nothing_else() throws IOException {
        Fault fail = new Fault.Fail(1, "", () -> new IllegalStateException("disk full"));
        for (String operation : operations()) {
            if (Fault.NEVER_FAIL.contains(operation)) {
                assertThat(fail.happen(operation)).as(operation).isFalse();
            } else {
                assertThatThrownBy(() -> fail.happen(operation)).as(operation).hasMessage("disk full");
            }
        }
    }
}
