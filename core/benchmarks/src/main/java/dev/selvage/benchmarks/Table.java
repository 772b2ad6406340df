package dev.selvage.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text in columns.
 *
 * @param head the names of the columns
 * @param rows the cells
 */
record Table(List<String> head, List<List<String>> rows) {
    /** For a terminal. */
    String text() {
        return lines("", "  ", "", "─", "──");
    }

    /** For a document. */
    String markdown() {
        return lines("| ", " | ", " |", "-", " | ");
    }

    private String lines(String before, String between, String after, String rule, String betweenRules) {
        List<Integer> widths =
                IntStream.range(0, head.size()).mapToObj(this::width).toList();
        List<String> lines = new ArrayList<>();
        lines.add(line(head, widths, before, between, after));
        lines.add(widths.stream().map(rule::repeat).collect(Collectors.joining(betweenRules, before, after)));
        rows.forEach(row -> lines.add(line(row, widths, before, between, after)));
        return String.join("\n", lines) + "\n";
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(head.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .getAsInt();
    }

    private static String line(List<String> cells, List<Integer> widths, String before, String between, String after) {
        return IntStream.range(0, cells.size())
                .mapToObj(i ->
                        cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
                .collect(Collectors.joining(between, before, after))
                .stripTrailing();
    }
}
