package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public surface changes only together with {@code core/api/selvage-testkit.txt}, where a reviewer sees it. */
class PublicApiTest {
    private static final Path COMMITTED = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("api")
            .resolve("selvage-testkit.txt");

    @Test
    void should_be_as_committed() throws Exception {
        // given
        String surface = surface();

        // when
        if (Boolean.getBoolean("selvage.api.write")) {
            Files.writeString(COMMITTED, surface);
        }

        // then
        assertThat(surface)
                .as("the public surface; if the change is meant, run this test with -Dselvage.api.write=true")
                .isEqualTo(Files.readString(COMMITTED));
    }

    /** What {@code javap} shows of the one package that is exported. */
    private static String surface() throws Exception {
        Path root = Path.of(Simulation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments = new ArrayList<>(List.of("-protected"));
        try (Stream<Path> files = Files.list(root.resolve("dev/selvage/testkit"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .sorted()
                    .forEach(arguments::add);
        }
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        assertThat(javap.run(printer, printer, arguments.toArray(String[]::new)))
                .as("%s", out)
                .isZero();
        return publicTypes(out.toString());
    }

    private static String publicTypes(String shown) {
        return Stream.of(shown.split("(?m)^Compiled from .*\\R"))
                .filter(type -> type.startsWith("public "))
                .collect(Collectors.joining("\n"));
    }
}
