package dev.selvage.examples.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** The command line of the example. */
public final class Main {
    private Main() {}

    /**
     * Runs the demonstration or the service, see {@code --help}.
     *
     * @param args the options
     */
    public static void main(String... args) {
        Thread main = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(main, ended), "drain"));
        int code = run(args, System.out, System.err);
        ended.countDown();
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Ctrl-C and SIGTERM: the main thread drains, and the JVM waits for it. */
    private static void end(Thread main, CountDownLatch ended) {
        main.interrupt();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What {@link #main} does, without ending the JVM.
     *
     * @param args the options
     * @param out for results
     * @param err for what is wrong
     * @return the exit code: 0, 1 for a failure, 2 for a command line that is not understood
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (Arguments.UsageException e) {
            err.println(e.getMessage());
            err.print(Arguments.USAGE);
            return 2;
        }
        try {
            return run(arguments, out);
        } catch (BindException e) {
            err.println("Port " + arguments.port() + " is taken; choose another with --port.");
        } catch (IOException | SQLException e) {
            err.println("The gateway could not run: " + e);
        } catch (InterruptedException e) {
            err.println("Interrupted.");
        }
        return 1;
    }

    private static int run(Arguments arguments, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        if (arguments.help()) {
            out.print(Arguments.USAGE);
        } else if (arguments.serve()) {
            Serving.run(arguments, out);
        } else {
            Demonstration.run(arguments, out);
        }
        return 0;
    }
}
