package dev.selvage.benchmarks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark method: nanoseconds and allocated bytes, each the median of the iterations of one fork.
 *
 * @param type the class
 * @param method the method
 * @param params the parameters of its states
 */
record JmhSubject(Class<?> type, String method, Map<String, String> params) implements Subject {
    static final String VIRTUAL_CALLER = "-Djmh.executor=VIRTUAL";

    @Override
    public Sample measure(Effort effort) {
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(effort.warmups())
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .jvmArgs(
                        "--enable-preview", "--sun-misc-unsafe-memory-access=allow", "-Xms2g", "-Xmx2g", VIRTUAL_CALLER)
                .shouldFailOnError(true);
        params.forEach(options::param);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            return sample(
                    new Runner(options.build(), OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT))
                            .runSingle());
        } catch (RunnerException e) {
            System.err.println(this + " failed: " + e);
            return Sample.FAILED;
        }
    }

    private static Sample sample(RunResult result) {
        Collection<IterationResult> iterations =
                result.getBenchmarkResults().iterator().next().getIterationResults();
        return new Sample(
                median(iterations, IterationResult::getPrimaryResult),
                median(iterations, each -> each.getSecondaryResults().get("gc.alloc.rate.norm")));
    }

    private static double median(Collection<IterationResult> iterations, Function<IterationResult, Result<?>> part) {
        return Figures.median(
                iterations.stream().mapToDouble(each -> part.apply(each).getScore()));
    }
}
