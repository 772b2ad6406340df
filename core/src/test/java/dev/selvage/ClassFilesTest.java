package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is published runs without {@code --enable-preview}, and the build does not ask for it. */
class ClassFilesTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    @ParameterizedTest
    @EnumSource(Published.class)
    void should_be_of_java_25_with_minor_version_0(Published module) {
        assertThat(module.classFiles()).hasSizeGreaterThan(20).allSatisfy((name, bytes) -> {
            ByteBuffer header = ByteBuffer.wrap(bytes);
            assertThat(header.getInt()).isEqualTo(0xCAFEBABE);
            assertThat(header.getShort()).as("minor version of %s", name).isZero();
            assertThat(header.getShort()).as("major version of %s", name).isEqualTo((short) 69);
        });
    }

    @Test
    void should_enable_preview_nowhere_but_in_the_benchmarks() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                4,
                (path, attributes) ->
                        path.endsWith("pom.xml") || path.endsWith("jvm.config") || path.endsWith("maven.config"))) {
            List<Path> build =
                    files.filter(path -> !path.toString().contains("/target/")).toList();
            assertThat(build).hasSizeGreaterThan(3);
            assertThat(build.stream().filter(ClassFilesTest::enablesPreview))
                    .allMatch(path -> path.startsWith(ROOT.resolve("core/benchmarks")));
        }
    }

    private static boolean enablesPreview(Path file) {
        try {
            return Files.readString(file).contains("--enable-preview");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
