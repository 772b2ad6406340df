package dev.selvage.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of work, and with what Selvage is compared in it.
 *
 * @param name what is done
 * @param unit what the figures are
 * @param selvage how Selvage does it
 * @param besides what is beside it, a row of the table each
 */
record Work(String name, Unit unit, Subject selvage, List<Beside> besides) {
    /** What a figure says. */
    enum Unit {
        NANOS,
        BYTES
    }

    /**
     * A peer, or Selvage itself elsewhere.
     *
     * @param name who
     * @param subject how it is measured
     * @param target what the ratio of Selvage to it is to reach
     */
    record Beside(String name, Subject subject, Target target) {}

    Work(String name, Unit unit, Subject selvage) {
        this(name, unit, selvage, List.of());
    }

    Work beside(String peer, Subject subject, Target target) {
        List<Beside> more = new ArrayList<>(besides);
        more.add(new Beside(peer, subject, target));
        return new Work(name, unit, selvage, List.copyOf(more));
    }

    Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        subjects.add(selvage);
        besides.forEach(beside -> subjects.add(beside.subject()));
        return subjects;
    }
}
