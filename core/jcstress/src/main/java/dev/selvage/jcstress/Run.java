package dev.selvage.jcstress;

import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.Options;

/** Runs jcstress, which by itself takes a run without tests for a good one. */
public final class Run {
    private Run() {}

    /**
     * Ends with a failure if a forbidden outcome was seen, a test could not run, or there was none.
     *
     * @param args those of jcstress
     * @throws Exception as jcstress does
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        if (options.parse() && new JCStress(options).getTests().isEmpty()) {
            throw new IllegalArgumentException(
                    "No test matches " + options.getTestFilter() + ": see -t among the arguments");
        }
        Main.main(args);
    }
}
