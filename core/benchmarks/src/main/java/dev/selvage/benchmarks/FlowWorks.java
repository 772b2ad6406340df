package dev.selvage.benchmarks;

import dev.selvage.benchmarks.Work.Unit;
import java.util.List;
import java.util.Map;

/** What is compared of the patterns in {@code dev.selvage.flow}. */
final class FlowWorks {
    private static final int CALL_NANOS = 3_000;
    private static final int CALL_BYTES = 1_024;
    private static final List<Integer> WORKERS = List.of(2, 8);

    private FlowWorks() {}

    /** In the order of the table. */
    static List<Work> all() {
        Subject call = jmh(ReadyTask.class, "call");
        Subject goroutine = jmh(ReadyTask.class, "goroutine");
        return List.of(
                new Work("flow: Parallel.map, 1,000 items, limit 16", Unit.NANOS, jmh(Fanned.class, "selvage"))
                        .beside(
                                "StructuredTaskScope, Semaphore",
                                jmh(Fanned.class, "structuredTaskScope"),
                                Target.atMost(1.5))
                        .beside("Jox", jmh(Fanned.class, "jox"), Target.NONE),
                new Work("flow: Race.first of two", Unit.NANOS, jmh(FirstOfTwo.class, "selvage"))
                        .beside("two tasks in a scope", jmh(TwoTasks.class, "selvage"), Target.atMost(1.5))
                        .beside("Jox", jmh(FirstOfTwo.class, "jox"), Target.timesFaster(2))
                        .beside("StructuredTaskScope", jmh(FirstOfTwo.class, "structuredTaskScope"), Target.NONE),
                new Work("flow: Go.within, ready task", Unit.NANOS, jmh(ReadyTask.class, "within"))
                        .beside("Jox", jmh(ReadyTask.class, "joxTimeout"), Target.atMost(0.4))
                        .beside("an empty scope", jmh(EmptyScope.class, "selvage"), Target.NONE),
                new Work("flow: full Call, ready task", Unit.NANOS, call)
                        .beside("3 µs (given)", new Subject.Given(CALL_NANOS), Target.atMost(1))
                        .beside("timeout, one goroutine", goroutine, Target.NONE),
                new Work("flow: full Call, allocated", Unit.BYTES, new Allocated(call))
                        .beside("1 KB (given)", new Subject.Given(CALL_BYTES), Target.atMost(1))
                        .beside("timeout, one goroutine", new Allocated(goroutine), Target.NONE),
                pool(WORKERS.getFirst()),
                pool(WORKERS.getLast()));
    }

    private static Work pool(int workers) {
        return new Work("flow: WorkerPool, 1 M tasks, workers: " + workers, Unit.NANOS, pooled("selvage", workers))
                .beside("newFixedThreadPool", pooled("fixed", workers), Target.atMost(1))
                .beside("the same, virtual threads", pooled("fixedVirtual", workers), Target.NONE);
    }

    private static Subject pooled(String method, int workers) {
        return new JmhSubject(Pooled.class, method, Map.of("workers", Integer.toString(workers)));
    }

    private static Subject jmh(Class<?> type, String method) {
        return new JmhSubject(type, method, Map.of());
    }
}
