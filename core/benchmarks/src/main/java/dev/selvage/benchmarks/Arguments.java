package dev.selvage.benchmarks;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The command line.
 *
 * @param effort how long to measure
 * @param only what the name of a work must contain
 * @param markdown whether the table is for a document
 * @param goNanos what Go takes on this machine to derive and cancel a context
 * @param help whether only the usage is asked for
 */
record Arguments(Effort effort, Pattern only, boolean markdown, double goNanos, boolean help) {
    static final String USAGE = """
            usage: ./mvnw -q -Pbenchmarks [-Dargs="..."]
              --quick         short and once: does everything run? (some minutes, the figures tell nothing)
              --rounds N      how often everything is measured (3; about half an hour)
              --only REGEX    only works whose name contains this
              --markdown      the table as Markdown
              --go-nanos NS   what Go 1.19 takes on this machine for context.WithCancel and cancel (210)
            The table goes to the standard output, progress to the standard error.
            Exit codes: 0, 1 if something could not be measured, 2 for a command line that is not understood.
            """;

    /** A command line that is not understood. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Arguments parse(String... args) throws UsageException {
        Arguments arguments = new Arguments(Effort.FULL, Pattern.compile(""), false, 210, false);
        int rounds = 0;
        for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--quick" -> arguments = arguments.withEffort(Effort.QUICK);
                case "--rounds" -> rounds = (int) positive(option, value(option, rest), Integer.MAX_VALUE);
                case "--only" -> arguments = arguments.withOnly(regex(value(option, rest)));
                case "--markdown" -> arguments = arguments.withMarkdown();
                case "--go-nanos" ->
                    arguments = arguments.withGoNanos(positive(option, value(option, rest), Double.MAX_VALUE));
                case "--help" -> arguments = arguments.withHelp();
                default -> throw new UsageException("Unknown option: " + option);
            }
        }
        return rounds == 0 ? arguments : arguments.withEffort(arguments.effort.withRounds(rounds));
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static double positive(String option, String text, double most) throws UsageException {
        try {
            double number = Double.parseDouble(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs a number, not " + text);
        }
        throw new UsageException(option + " needs a number of at least 1, not " + text);
    }

    private static Pattern regex(String text) throws UsageException {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--only needs a regular expression: " + e.getDescription());
        }
    }

    private Arguments withEffort(Effort other) {
        return new Arguments(other, only, markdown, goNanos, help);
    }

    private Arguments withOnly(Pattern other) {
        return new Arguments(effort, other, markdown, goNanos, help);
    }

    private Arguments withMarkdown() {
        return new Arguments(effort, only, true, goNanos, help);
    }

    private Arguments withGoNanos(double other) {
        return new Arguments(effort, only, markdown, other, help);
    }

    private Arguments withHelp() {
        return new Arguments(effort, only, markdown, goNanos, true);
    }
}
