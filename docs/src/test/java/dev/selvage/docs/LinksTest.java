package dev.selvage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Links inside of the repository lead somewhere, and footnotes exist. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(<?([^)>\\s]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^([^]]+)](:?)");

    @TestFactory
    Stream<DynamicTest> should_resolve_when_a_link_is_relative() {
        return Documents.all().stream()
                .map(file -> DynamicTest.dynamicTest(
                        Documents.name(file),
                        file.toUri(),
                        () -> assertThat(broken(file)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> should_be_defined_and_used_when_a_footnote_is_there() {
        return Documents.all().stream()
                .map(file -> DynamicTest.dynamicTest(Documents.name(file), file.toUri(), () -> {
                    Set<String> used = new HashSet<>();
                    Set<String> defined = new HashSet<>();
                    for (String line : Headings.prose(file)) {
                        Matcher note = FOOTNOTE.matcher(line);
                        while (note.find()) {
                            (note.group(2).isEmpty() || note.start() > 0 ? used : defined).add(note.group(1));
                        }
                    }
                    assertThat(used).isEqualTo(defined);
                }));
    }

    private static List<String> broken(Path file) {
        List<String> broken = new ArrayList<>();
        List<String> prose = Headings.prose(file);
        for (int at = 0; at < prose.size(); at++) {
            Matcher link = LINK.matcher(prose.get(at));
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("(https?|mailto):.*") && !leads(file, target)) {
                    broken.add(Documents.name(file) + ":" + (at + 1) + " links to " + target);
                }
            }
        }
        return broken;
    }

    private static boolean leads(Path from, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        return to.startsWith(Documents.ROOT)
                && Files.exists(to)
                && (hash < 0 || Headings.anchors(to).contains(target.substring(hash + 1)));
    }
}
