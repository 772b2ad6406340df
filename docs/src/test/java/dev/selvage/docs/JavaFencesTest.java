package dev.selvage.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java fence of README and docs compiles, and those marked so run and print what the document says. */
class JavaFencesTest {
    @TempDir
    static Path classes;

    private static FenceCompiler compiler;

    @BeforeAll
    static void open() {
        compiler = new FenceCompiler();
    }

    @AfterAll
    static void close() throws IOException {
        compiler.close();
    }

    @TestFactory
    Stream<DynamicTest> should_compile_when_a_fence_is_java() {
        return Documents.all().stream()
                .flatMap(file -> Fence.of(file).stream())
                .map(fence -> DynamicTest.dynamicTest(fence.name(), fence.source(), () -> check(fence)));
    }

    private static void check(Fence fence) throws Exception {
        FenceSource source = FenceSource.of(fence);
        Path output = classes.resolve(fence.name().replaceAll("\\W", "_"));
        List<String> errors = compiler.compile(fence, source, output);
        if (fence.refused()) {
            assertThat(errors)
                    .as("the document says that javac refuses " + fence.name())
                    .isNotEmpty();
        } else if (!errors.isEmpty()) {
            fail(String.join("\n", errors));
        } else if (fence.runs()) {
            List<String> printed = run(source, output);
            fence.output()
                    .ifPresent(expected -> assertThat(printed.stream().map(JavaFencesTest::unnumbered))
                            .as("what " + fence.name() + " prints")
                            .containsExactlyElementsOf(expected.stream()
                                    .map(JavaFencesTest::unnumbered)
                                    .toList()));
        }
    }

    /** Numbers of goroutines depend on what ran before. */
    private static String unnumbered(String line) {
        return line.replaceAll("#\\d+", "#n").stripTrailing();
    }

    private static List<String> run(FenceSource source, Path output) throws Exception {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {output.toUri().toURL()})) {
            Class<?> type = loader.loadClass("fences." + source.className());
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            if (source.isStatements()) {
                type.getMethod(FenceSource.METHOD)
                        .invoke(type.getDeclaredConstructor().newInstance());
            } else {
                type.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            }
        } finally {
            System.setOut(standard);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
