package dev.selvage.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One Java fence of a document.
 *
 * @param file where it stands
 * @param line of its opening
 * @param lines what is between the opening and the end
 * @param refused it must not compile: {@code <!-- fence: refused -->} stands above it
 * @param runs it is run as well: {@code <!-- fence: run -->} stands above it
 * @param context the helper it extends: {@code <!-- fence: context: Shop -->} stands above it
 * @param output what it must print when run: the fence of plain text that follows it
 */
record Fence(
        Path file,
        int line,
        List<String> lines,
        boolean refused,
        boolean runs,
        Optional<String> context,
        Optional<List<String>> output) {

    private static final Pattern OPENING = Pattern.compile("```\\s*(\\w*)\\s*");
    private static final Pattern MARK = Pattern.compile("<!-- fence: (refused|run|context: (\\w+)) -->");

    /** All Java fences of a document. */
    static List<Fence> of(Path file) {
        List<String> document = Documents.lines(file);
        List<Fence> fences = new ArrayList<>();
        int at = 0;
        while (at < document.size()) {
            Matcher opening = OPENING.matcher(document.get(at));
            if (!opening.matches()) {
                at++;
                continue;
            }
            int end = end(document, at, file);
            if (opening.group(1).equals("java")) {
                fences.add(fence(file, document, at, end));
            }
            at = end + 1;
        }
        return fences;
    }

    private static Fence fence(Path file, List<String> document, int start, int end) {
        boolean refused = false;
        boolean runs = false;
        Optional<String> context = Optional.empty();
        for (int above = start - 1; above >= 0; above--) {
            Matcher mark = MARK.matcher(document.get(above).strip());
            if (mark.matches()) {
                refused |= mark.group(1).equals("refused");
                runs |= mark.group(1).equals("run");
                context = mark.group(2) == null ? context : Optional.of(mark.group(2));
            } else if (!document.get(above).isBlank()) {
                break;
            }
        }
        return new Fence(
                file,
                start + 1,
                List.copyOf(document.subList(start + 1, end)),
                refused,
                runs,
                context,
                runs ? output(document, end + 1, file) : Optional.empty());
    }

    /** A fence marked {@code text} that follows at once. */
    private static Optional<List<String>> output(List<String> document, int after, Path file) {
        int at = after;
        while (at < document.size() && document.get(at).isBlank()) {
            at++;
        }
        return at < document.size() && document.get(at).strip().equals("```text")
                ? Optional.of(List.copyOf(document.subList(at + 1, end(document, at, file))))
                : Optional.empty();
    }

    private static int end(List<String> document, int opening, Path file) {
        return IntStream.range(opening + 1, document.size())
                .filter(at -> document.get(at).strip().equals("```"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        Documents.name(file) + ":" + (opening + 1) + " opens a fence that has no end"));
    }

    String name() {
        return Documents.name(file) + ":" + line;
    }

    URI source() {
        return URI.create(file.toUri() + "?line=" + line);
    }

    String text() {
        return String.join("\n", lines);
    }
}
