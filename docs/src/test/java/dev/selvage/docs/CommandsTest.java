package dev.selvage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands that the documents name are those of the build, and nobody's machine is in them. */
class CommandsTest {
    private static final Pattern PROFILE = Pattern.compile("mvnw [^`|]*-P(\\w+)");
    private static final Pattern MACHINE = Pattern.compile(
            "(?<![\\w.])/(?:home|root|Users|work|mnt|opt|usr|var|tmp)/|[A-Z]:\\\\|127\\.0\\.0\\.1:\\d{5}|localhost:\\d{5}");

    @Test
    void should_be_what_ci_runs_when_the_readme_names_the_test_command() {
        // given
        String called = text(Documents.ROOT.resolve(".ci/run"))
                .lines()
                .filter(line -> line.contains("./mvnw"))
                .map(line -> line.replace("exec ", "").replace(" \"$@\"", "").strip())
                .findFirst()
                .orElseThrow();

        // when
        List<String> commands = shellFences(Documents.ROOT.resolve("README.md"));

        // then
        assertThat(commands).first().isEqualTo("./mvnw -q -Pgateway");
        assertThat(commands).element(1).isEqualTo(called);
    }

    @Test
    void should_be_in_the_build_when_a_document_names_a_profile() {
        String pom = text(Documents.ROOT.resolve("pom.xml"));
        for (Path file : Documents.all()) {
            Matcher named = PROFILE.matcher(text(file));
            while (named.find()) {
                assertThat(pom).as(Documents.name(file)).contains("<id>" + named.group(1) + "</id>");
            }
        }
    }

    @Test
    void should_name_no_machine_when_a_document_is_read() {
        List<String> found = new ArrayList<>();
        for (Path file : Documents.all()) {
            List<String> lines = Documents.lines(file);
            for (int at = 0; at < lines.size(); at++) {
                if (MACHINE.matcher(lines.get(at)).find()) {
                    found.add(Documents.name(file) + ":" + (at + 1) + ": " + lines.get(at));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<String> shellFences(Path file) {
        List<String> commands = new ArrayList<>();
        boolean inShell = false;
        for (String line : Documents.lines(file)) {
            if (line.startsWith("```")) {
                inShell = line.equals("```sh");
            } else if (inShell && !line.isBlank() && !line.startsWith("#")) {
                commands.add(line.replaceAll("\\s+#.*", "").strip());
            }
        }
        return commands;
    }

    private static String text(Path file) {
        return String.join("\n", Documents.lines(file));
    }
}
