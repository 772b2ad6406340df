package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.context.Context;
import dev.selvage.testkit.library.FirstMadeProgram;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** Creation sites do not depend on what was used before: each in a JVM of its own. */
class FirstMadeTest {
    @ParameterizedTest
    @ValueSource(strings = {"ticker", "timer", "context", "waiter"})
    void should_name_the_users_line_when_it_is_the_first_of_the_library_in_the_jvm(String kind) throws Exception {
        assertSiteIsTheUsers(kind, OtherJvm.run(FirstMadeProgram.class, "-Dmade=" + kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticker", "timer", "context", "waiter"})
    void should_name_the_users_line_when_the_library_is_on_the_module_path(String kind) throws Exception {
        // given
        String modules = Stream.of(Context.class, Scope.class, Leaks.class, Logger.class)
                .map(FirstMadeTest::place)
                .collect(Collectors.joining(File.pathSeparator));

        // then
        assertSiteIsTheUsers(
                kind,
                OtherJvm.run(
                        FirstMadeProgram.class,
                        "-p",
                        modules,
                        "--add-modules",
                        "dev.selvage.testkit",
                        "-cp",
                        place(FirstMadeProgram.class),
                        "-Dmade=" + kind));
    }

    /** The jar or directory that a class was loaded from. */
    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static void assertSiteIsTheUsers(String kind, List<String> output) {
        assertThat(output)
                .containsExactly(
                        (kind.equals("waiter") ? "waiting thread" : kind) + " of " + FirstMadeProgram.class.getName(),
                        "nothing");
    }
}
