package dev.selvage.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fence as a source file. One that names its file in the first line, or declares a type at the margin, is taken as it is;
 * any other is the body of a method. Either way each line keeps its place, so that a message leads back to the document.
 *
 * @param className the class to be written, in package {@code fences}
 * @param text the file
 * @param firstLine the line of the file that is the first one of the fence
 */
record FenceSource(String className, String text, int firstLine) {
    private static final int IN_METHOD = 3;
    private static final int AS_IT_IS = 2;

    /** Of the class around statements. */
    static final String METHOD = "fence";

    private static final Pattern FILE = Pattern.compile("// file: (\\w+)\\.java");
    private static final Pattern TYPE = Pattern.compile(
            "(?:(?:public|final|abstract|sealed|non-sealed|static|strictfp|@\\w+) )*(?:class|interface|record|enum|@interface) (\\w+).*");
    private static final List<String> IMPORTS = List.of(
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.concurrent.atomic.*",
            "java.util.concurrent.locks.*",
            "java.util.function.*",
            "java.time.*",
            "java.io.*",
            "java.math.BigDecimal",
            "java.net.*",
            "java.net.http.*",
            "java.nio.file.*",
            "java.sql.*",
            "com.sun.net.httpserver.*",
            "dev.selvage.*",
            "dev.selvage.channel.*",
            "dev.selvage.context.*",
            "dev.selvage.flow.*",
            "dev.selvage.http.*",
            "dev.selvage.supervise.*",
            "static dev.selvage.dsl.Go.*",
            "static java.time.Duration.*");
    private static final List<String> TEST_IMPORTS =
            List.of("org.junit.jupiter.api.*", "static org.assertj.core.api.Assertions.*");

    static FenceSource of(Fence fence) {
        List<String> imports = new ArrayList<>(IMPORTS);
        if (fence.text().contains("@Test") || fence.text().contains("assertThat")) {
            imports.addAll(TEST_IMPORTS);
        }
        fence.context().ifPresent(helper -> imports.add("static fences." + helper + ".*"));
        List<String> body = new ArrayList<>(fence.lines());
        for (int at = 0; at < body.size() && isLeading(body.get(at)); at++) {
            if (body.get(at).startsWith("import ")) {
                imports.add(body.get(at).substring("import ".length()).replace(";", ""));
                body.set(at, "");
            }
        }
        Stream<String> head =
                Stream.concat(Stream.of("package fences;"), imports.stream().map(name -> "import " + name + ";"));
        String type = declared(fence.lines());
        return type == null ? statements(fence, head, body) : unit(type, head, body);
    }

    private static boolean isLeading(String line) {
        return line.isBlank() || line.startsWith("import ") || line.startsWith("//");
    }

    private static String declared(List<String> lines) {
        Matcher file = FILE.matcher(lines.isEmpty() ? "" : lines.getFirst().strip());
        if (file.matches()) {
            return file.group(1);
        }
        List<Matcher> types =
                lines.stream().map(TYPE::matcher).filter(Matcher::matches).toList();
        return types.stream()
                .filter(type -> type.group().startsWith("public "))
                .findFirst()
                .or(() -> types.stream().findFirst())
                .map(type -> type.group(1))
                .orElse(null);
    }

    private static FenceSource unit(String type, Stream<String> head, List<String> body) {
        return new FenceSource(type, String.join(" ", head.toList()) + "\n" + String.join("\n", body) + "\n", AS_IT_IS);
    }

    private static FenceSource statements(Fence fence, Stream<String> head, List<String> body) {
        String type = "Fence" + fence.line();
        String opening = "public class " + type
                + fence.context().map(c -> " extends " + c).orElse("") + " { public void " + METHOD
                + "() throws Exception {";
        return new FenceSource(
                type,
                String.join(" ", head.toList()) + "\n" + opening + "\n" + String.join("\n", body) + "\n}}\n",
                IN_METHOD);
    }

    /** Whether the fence is the body of {@link #METHOD}. */
    boolean isStatements() {
        return firstLine == IN_METHOD;
    }
}
