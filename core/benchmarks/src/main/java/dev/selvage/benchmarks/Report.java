package dev.selvage.benchmarks;

import dev.selvage.benchmarks.Work.Beside;
import dev.selvage.benchmarks.Work.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The one table: a row for each peer of each work, the ratio first. */
final class Report {
    private static final List<String> HEAD =
            List.of("work", "beside", "Selvage / it", "target", "reached", "Selvage", "heap", "it takes", "heap of it");

    private final Effort effort;
    private final Map<Subject, List<Sample>> samples;

    Report(Effort effort, Map<Subject, List<Sample>> samples) {
        this.effort = effort;
        this.samples = samples;
    }

    /** Where and when this was measured. */
    String conditions() {
        Runtime.Version java = Runtime.version();
        return String.join(
                "\n",
                Runtime.getRuntime().availableProcessors() + " cores, JDK " + java + " ("
                        + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor") + "), "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", " + LocalDate.now() + ".",
                "Rounds: " + effort.rounds()
                        + "; in each, a JVM for every figure, peers in turn. A ratio is the median of"
                        + " the rounds' own (least–most); below 1 Selvage takes less.",
                "Heap: allocated per operation; for a million, the highest use seen. The caller is a virtual thread.",
                effort.divisor() == 1
                        ? ""
                        : "Quick: too short to tell anything but that it runs, and counts on the heap divided by "
                                + effort.divisor() + ".\n");
    }

    /**
     * The table.
     *
     * @param works the rows
     */
    Table table(List<Work> works) {
        List<List<String>> rows = new ArrayList<>();
        for (Work work : works) {
            boolean first = true;
            for (Beside beside : work.besides()) {
                rows.add(row(work, beside, first));
                first = false;
            }
        }
        return new Table(HEAD, rows);
    }

    private List<String> row(Work work, Beside beside, boolean first) {
        double[] ratios = ratios(samples(work.selvage()), samples(beside.subject()));
        return List.of(
                first ? work.name() : "",
                beside.name(),
                Figures.ratios(ratios),
                beside.target().text(),
                beside.target().verdict(Figures.median(Arrays.stream(ratios))),
                first ? value(work, work.selvage()) : "",
                first ? bytes(work.selvage()) : "",
                value(work, beside.subject()),
                bytes(beside.subject()));
    }

    private static double[] ratios(List<Sample> selvage, List<Sample> other) {
        return IntStream.range(0, selvage.size())
                .mapToDouble(i -> selvage.get(i).value() / other.get(i).value())
                .toArray();
    }

    private String value(Work work, Subject subject) {
        double value = median(subject, Sample::value);
        return work.unit() == Unit.NANOS ? Figures.nanos(value) : Figures.bytes(value);
    }

    private String bytes(Subject subject) {
        return Figures.bytes(median(subject, Sample::bytes));
    }

    private double median(Subject subject, ToDoubleFunction<Sample> part) {
        return Figures.median(samples(subject).stream().mapToDouble(part));
    }

    private List<Sample> samples(Subject subject) {
        return samples.getOrDefault(subject, List.of());
    }
}
