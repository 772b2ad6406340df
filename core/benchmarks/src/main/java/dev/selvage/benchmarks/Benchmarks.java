package dev.selvage.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The command: measures Selvage and its peers, and prints one table. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs, see {@code --help}.
     *
     * @param args the options
     */
    public static void main(String... args) throws InterruptedException {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * What {@link #main} does, without ending the JVM.
     *
     * @param args the options
     * @param out for the table
     * @param err for progress and for what is wrong
     * @return the exit code
     */
    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        Arguments arguments;
        List<Work> works;
        try {
            arguments = Arguments.parse(args);
            works = chosen(arguments);
        } catch (Arguments.UsageException e) {
            err.println(e.getMessage());
            err.print(Arguments.USAGE);
            return 2;
        }
        if (arguments.help()) {
            out.print(Arguments.USAGE);
            return 0;
        }
        Map<Subject, List<Sample>> samples = new Rounds(arguments.effort(), err).run(works);
        Report report = new Report(arguments.effort(), samples);
        Table table = report.table(works);
        out.println(report.conditions());
        out.print(arguments.markdown() ? table.markdown() : table.text());
        boolean failed = samples.values().stream().flatMap(List::stream).anyMatch(each -> Double.isNaN(each.value()));
        return failed ? 1 : 0;
    }

    private static List<Work> chosen(Arguments arguments) throws Arguments.UsageException {
        List<Work> works = Works.all(arguments.goNanos()).stream()
                .filter(work -> arguments.only().matcher(work.name()).find())
                .toList();
        if (works.isEmpty()) {
            throw new Arguments.UsageException("No work has a name with " + arguments.only());
        }
        return works;
    }
}
