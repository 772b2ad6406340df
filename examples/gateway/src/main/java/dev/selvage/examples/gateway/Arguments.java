package dev.selvage.examples.gateway;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param help only say how to use it
 * @param serve stay up instead of the demonstration
 * @param port where to listen with {@code serve}
 * @param seconds how long each version is driven
 * @param rate requests per second
 * @param seed what the services' troubles and the load are drawn from
 * @param data where the database file is; null: in a temporary directory
 */
record Arguments(
        boolean help,
        boolean serve,
        int port,
        int seconds,
        int rate,
        long seed,
        @Nullable Path data) {
    static final String USAGE = """
            usage: gateway [--seconds N] [--rate N] [--seed N] [--data DIR]
                   gateway --serve [--port N] [--seed N] [--data DIR]
                   gateway --help

            Without --serve: drives the gateway and a naive version of it with the same
            load, prints a table, and ends.
              --seconds N   how long each of the two is driven, 1 to 600 (6)
              --rate N      requests per second, 1 to 2000 (100)
              --seed N      draws the load and the services' troubles (42)
              --data DIR    keeps the database file there (a temporary directory)

            With --serve: stays up for a browser or curl; Ctrl-C drains and ends.
              --port N      where to listen, 0 to 65535; 0: any free port (8080)
            """;

    private static final Arguments DEFAULTS = new Arguments(false, false, 8080, 6, 100, 42, null);

    /** Says what is wrong with the command line. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static Arguments parse(String... args) throws UsageException {
        Arguments parsed = DEFAULTS;
        boolean demonstrationOnly = false;
        boolean serveOnly = false;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            switch (option) {
                case "--help", "-h" -> {
                    return new Arguments(true, false, 0, 0, 0, 0, null);
                }
                case "--serve" -> parsed = parsed.serving();
                case "--port", "--seconds", "--rate", "--seed", "--data" -> {
                    if (++i == args.length) {
                        throw new UsageException(option + " needs a value");
                    }
                    parsed = parsed.with(option, args[i]);
                    serveOnly |= option.equals("--port");
                    demonstrationOnly |= option.equals("--seconds") || option.equals("--rate");
                }
                default -> throw new UsageException("unknown argument: " + option);
            }
        }
        if (parsed.serve ? demonstrationOnly : serveOnly) {
            throw new UsageException(
                    parsed.serve ? "--seconds and --rate go without --serve" : "--port goes with --serve");
        }
        return parsed;
    }

    private Arguments serving() {
        return new Arguments(help, true, port, seconds, rate, seed, data);
    }

    private Arguments with(String option, String value) throws UsageException {
        return switch (option) {
            case "--port" -> new Arguments(help, serve, number(option, value, 0, 65_535), seconds, rate, seed, data);
            case "--seconds" -> new Arguments(help, serve, port, number(option, value, 1, 600), rate, seed, data);
            case "--rate" -> new Arguments(help, serve, port, seconds, number(option, value, 1, 2_000), seed, data);
            case "--seed" ->
                new Arguments(help, serve, port, seconds, rate, number(option, value, 0, Integer.MAX_VALUE), data);
            default -> new Arguments(help, serve, port, seconds, rate, seed, path(option, value));
        };
    }

    private static int number(String option, String value, int least, int most) throws UsageException {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(option + " must be a number from " + least + " to " + most + ", not " + value);
    }

    private static Path path(String option, String value) throws UsageException {
        try {
            return Path.of(value);
        } catch (java.nio.file.InvalidPathException e) {
            throw new UsageException(option + " must be a directory, not " + value);
        }
    }
}
