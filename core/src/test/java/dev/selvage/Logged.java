package dev.selvage;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What is logged while a test runs: the simple logger writes to the standard error stream. To be registered, not static. */
public final class Logged implements BeforeEachCallback, AfterEachCallback {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private PrintStream before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    /** The lines that have all of these in them. */
    public List<String> lines(String... words) {
        return text().lines()
                .filter(line -> Arrays.stream(words).allMatch(line::contains))
                .toList();
    }

    public String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setErr(before);
    }
}
