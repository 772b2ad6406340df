package dev.selvage.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check itself: it finds what is wrong, and says where. */
class FenceTest {
    @TempDir
    Path folder;

    @Test
    void should_name_the_line_of_the_document_when_a_fence_does_not_compile() throws IOException {
        // given
        Fence fence =
                only("# Title", "", "```java", "import java.util.zip.*;", "int one = 1;", "int two = \"2\";", "```");

        // when
        List<String> errors = compile(fence);

        // then
        assertThat(errors).singleElement().asString().contains("page.md:6:").contains("incompatible types");
    }

    @Test
    void should_see_the_library_when_a_fence_is_statements() throws IOException {
        assertThat(compile(only("```java", "int sum = Scope.call(scope -> scope.go(() -> 1).await());", "```")))
                .isEmpty();
    }

    @Test
    void should_be_a_file_of_its_own_when_a_type_is_at_the_margin() throws IOException {
        // given
        Fence fence = only("```java", "record Page(List<String> lines) {}", "```");

        // when
        FenceSource source = FenceSource.of(fence);

        // then
        assertThat(source.className()).isEqualTo("Page");
        assertThat(source.isStatements()).isFalse();
        assertThat(compile(fence)).isEmpty();
    }

    @Test
    void should_read_marks_and_output_when_they_stand_around_a_fence() throws IOException {
        // when
        Fence fence = only(
                "<!-- fence: context: Shop -->",
                "<!-- fence: run -->",
                "```java",
                "int a;",
                "```",
                "",
                "```text",
                "1",
                "```");

        // then
        assertThat(fence.context()).contains("Shop");
        assertThat(fence.runs()).isTrue();
        assertThat(fence.refused()).isFalse();
        assertThat(fence.output()).contains(List.of("1"));
    }

    @Test
    void should_complain_when_a_fence_has_no_end() throws IOException {
        Path file = write("```java", "int a;");
        assertThatThrownBy(() -> Fence.of(file)).hasMessageContaining("page.md:1");
    }

    private Fence only(String... lines) throws IOException {
        List<Fence> fences = Fence.of(write(lines));
        assertThat(fences).hasSize(1);
        return fences.getFirst();
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("page.md"), List.of(lines));
    }

    private List<String> compile(Fence fence) throws IOException {
        try (FenceCompiler compiler = new FenceCompiler()) {
            return compiler.compile(fence, FenceSource.of(fence), folder.resolve("classes"));
        }
    }
}
