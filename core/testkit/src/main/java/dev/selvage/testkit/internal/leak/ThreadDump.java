package dev.selvage.testkit.internal.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK's thread dump, the one way to see virtual threads without a flag. */
final class ThreadDump {
    /** {@code #35 "name" virtual WAITING 2026-11-25T13:21:21Z}; JDK 21 to 23 write no state. */
    private static final Pattern HEAD = Pattern.compile("#(\\d+) \"(.*)\" virtual ?(.*)");

    private ThreadDump() {}

    /** Virtual threads that live and are in no scope. Takes some milliseconds: the JDK writes a file. */
    static List<LivingThread> virtualThreads() {
        return parse(lines()).stream()
                .filter(thread -> !thread.isInScope() && !thread.isHelper())
                .toList();
    }

    static List<LivingThread> parse(List<String> lines) {
        List<LivingThread> threads = new ArrayList<>();
        Matcher head = HEAD.matcher("");
        List<String> frames = new ArrayList<>();
        boolean virtual = false;
        for (String line : lines) {
            if (line.startsWith("    at ") && virtual) {
                frames.add(line.substring("    at ".length()));
            } else if (line.startsWith("#")) {
                virtual = head.reset(line).matches();
            } else if (line.isEmpty() && virtual) {
                threads.add(thread(head, frames));
                frames.clear();
                virtual = false;
            }
        }
        if (virtual) {
            threads.add(thread(head, frames));
        }
        return threads;
    }

    private static LivingThread thread(Matcher head, List<String> frames) {
        String state = head.group(3).split(" ", 2)[0];
        return new LivingThread(Long.parseLong(head.group(1)), head.group(2), state, frames, Optional.empty());
    }

    private static List<String> lines() {
        try {
            Path directory = Files.createTempDirectory("selvage");
            Path file = directory.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return Files.readAllLines(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The JDK's thread dump could not be written to a temporary file", e);
        }
    }
}
