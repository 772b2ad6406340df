package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trace as a table: step, goroutine, operation, what it works on. */
final class TraceTable {
    private static final int MOST_ROWS = 100;
    private static final int WIDEST = 60;

    private TraceTable() {}

    static String of(Trace trace) {
        Names names = new Names();
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"step", "", "goroutine", "operation", "on"});
        for (int i = 0; i < trace.size(); i++) {
            int last = i;
            while (last + 1 < trace.size() && isSame(trace, i, last + 1)) {
                last++;
            }
            String times = last == i ? "" : " (" + (last - i + 1) + " times)";
            String mark = i > 0 && trace.who(i) == trace.who(i - 1) ? "" : ">"; // a switch
            rows.add(new String[] {
                String.valueOf(i + 1),
                mark,
                trace.who(i).label(),
                trace.operation(i) + times,
                shortened(names.of(trace.on(i)))
            });
            i = last;
        }
        return format(rows);
    }

    private static boolean isSame(Trace trace, int one, int other) {
        return trace.who(one) == trace.who(other)
                && trace.operation(one).equals(trace.operation(other))
                && trace.on(one) == trace.on(other);
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    private static String format(List<String[]> rows) {
        int[] widths = new int[5];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        int left = Math.max(0, rows.size() - MOST_ROWS);
        for (int r = 0; r < rows.size(); r++) {
            if (r == 1 && left > 0) {
                text.append("  … ").append(left).append(" rows before\n");
                r += left;
            }
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                line.append(padded(rows.get(r)[i], widths[i])).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String padded(@Nullable String cell, int width) {
        String known = cell == null ? "" : cell;
        return known + " ".repeat(width - known.length());
    }
}
