package dev.selvage.examples.tour;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program prints. */
final class Shown {
    private Shown() {}

    static String by(Program program) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            program.show(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static List<String> linesBy(Program program) throws Exception {
        return by(program).lines().toList();
    }
}
