package dev.selvage.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the test, on the test's class path, without any preview flag. */
final class FenceCompiler implements AutoCloseable {
    private static final Path HELPERS = Documents.ROOT.resolve("docs/src/test/resources/fences");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    /**
     * Compiles a fence into a folder.
     *
     * @return one line for each error, with the line of the document; empty if it compiles
     */
    List<String> compile(Fence fence, FenceSource source, Path classes) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<JavaFileObject> units = new ArrayList<>();
        JavaFileObject unit = new Unit(source.className(), source.text());
        units.add(unit);
        fence.context().ifPresent(helper -> units.add(helper(helper)));
        try {
            files.setLocation(
                    StandardLocation.CLASS_OUTPUT,
                    List.of(Files.createDirectories(classes).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringWriter rest = new StringWriter();
        boolean compiled = javac.getTask(rest, files, found, List.of("-Xlint:none", "-proc:none"), null, units)
                .call();
        List<String> errors = found.getDiagnostics().stream()
                .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                .map(message -> place(fence, source, message, message.getSource() == unit) + ": "
                        + message.getMessage(Locale.ROOT))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!compiled && errors.isEmpty()) {
            errors.add(fence.name() + ": " + rest);
        }
        return errors;
    }

    /** Helpers are written without a package, and are in that of the fences. */
    private static JavaFileObject helper(String name) {
        return new Unit(name, "package fences; " + String.join("\n", Documents.lines(HELPERS.resolve(name + ".java"))));
    }

    private static String place(
            Fence fence, FenceSource source, Diagnostic<? extends JavaFileObject> message, boolean inFence) {
        if (!inFence) {
            return message.getSource() == null
                    ? fence.name()
                    : message.getSource().getName();
        }
        // the fence's first line is the one after its opening; what is wrong behind its end is shown at its end
        long line = Math.min(
                        message.getLineNumber() - source.firstLine(),
                        fence.lines().size())
                + fence.line()
                + 1;
        return Documents.name(fence.file()) + ":" + line;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(String className, String text) {
            super(URI.create("fence:///fences/" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
