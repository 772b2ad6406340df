package dev.selvage.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures in rounds: in each, the peers of a work run one right after the other, and each time another one is first. So
 * what the machine does meanwhile meets all of them, and a ratio is of two figures from the same minute.
 */
final class Rounds {
    private final Effort effort;
    private final PrintStream progress;
    private final Map<Subject, List<Sample>> samples = new HashMap<>();

    Rounds(Effort effort, PrintStream progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Measures all.
     *
     * @param works what
     * @return for each subject its sample of each round
     */
    Map<Subject, List<Sample>> run(List<Work> works) throws InterruptedException {
        for (int round = 0; round < effort.rounds(); round++) {
            Set<Subject> done = new HashSet<>();
            for (Work work : works) {
                progress.println("round " + (round + 1) + " of " + effort.rounds() + ": " + work.name());
                List<Subject> subjects = new ArrayList<>(work.subjects());
                Collections.rotate(subjects, -round);
                for (Subject subject : subjects) {
                    if (done.add(subject)) {
                        samples.computeIfAbsent(subject, _ -> new ArrayList<>()).add(subject.measure(effort));
                    }
                }
            }
        }
        return samples;
    }
}
