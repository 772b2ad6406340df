package dev.selvage.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A document without its fences, and the anchors that its headings make. */
final class Headings {
    private Headings() {}

    /** The lines with fences and inline code blanked out. */
    static List<String> prose(Path file) {
        List<String> prose = new ArrayList<>();
        boolean inFence = false;
        for (String line : Documents.lines(file)) {
            boolean mark = line.strip().startsWith("```");
            prose.add(inFence || mark ? "" : line.replaceAll("`[^`]*`", "``"));
            inFence ^= mark;
        }
        return prose;
    }

    /** The anchors as GitHub makes them. */
    static Set<String> anchors(Path file) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        boolean inFence = false;
        for (String line : Documents.lines(file)) {
            if (line.strip().startsWith("```")) {
                inFence = !inFence;
            } else if (!inFence && line.matches("#{1,6} .*")) {
                String anchor = anchor(line.replaceFirst("#+ ", ""));
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
