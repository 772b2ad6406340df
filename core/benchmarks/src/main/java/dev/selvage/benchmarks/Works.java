package dev.selvage.benchmarks;

import dev.selvage.benchmarks.Parked.Waiting;
import dev.selvage.benchmarks.Work.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that is compared. */
final class Works {
    private static final int PARKED = 200_000;
    private static final List<String> COMPILED = List.of("-Xbatch"); // nobody runs on interpreted after the warm-up
    private static final int MILLION = 1_000_000;
    private static final double GO_TO_SELVAGE = 100.0 / 210; // 100 ns where Go 1.19 takes 210

    private Works() {}

    /**
     * In the order of the table.
     *
     * @param goNanos what Go 1.19 takes here to derive and cancel a context
     */
    static List<Work> all(double goNanos) {
        List<Work> works = new ArrayList<>(scopes());
        works.addAll(heap());
        works.addAll(children(goNanos));
        works.addAll(timeouts());
        works.addAll(lookups());
        works.addAll(ChannelWorks.all());
        works.addAll(FlowWorks.all());
        works.addAll(seams());
        return works;
    }

    private static List<Work> scopes() {
        Work two = twoTasks("scope, two go, two await", "selvage");
        Work twoInGo = twoTasks("the same in the words of Go", "go");
        return List.of(
                new Work("start and join 1,000, each", Unit.NANOS, jmh(StartAndJoin.class, "selvage"))
                        .beside(
                                "StructuredTaskScope",
                                jmh(StartAndJoin.class, "structuredTaskScope"),
                                Target.atMost(1.15))
                        .beside("Jox", jmh(StartAndJoin.class, "jox"), Target.faster())
                        .beside("executor", jmh(StartAndJoin.class, "executor"), Target.NONE)
                        .beside("virtual threads", jmh(StartAndJoin.class, "threads"), Target.NONE),
                two,
                twoInGo,
                new Work("empty scope", Unit.NANOS, jmh(EmptyScope.class, "selvage"))
                        .beside("StructuredTaskScope", jmh(EmptyScope.class, "structuredTaskScope"), Target.atMost(2))
                        .beside("Jox", jmh(EmptyScope.class, "jox"), Target.NONE));
    }

    private static Work twoTasks(String name, String method) {
        return new Work(name, Unit.NANOS, jmh(TwoTasks.class, method))
                .beside("StructuredTaskScope", jmh(TwoTasks.class, "structuredTaskScope"), Target.atMost(1.25))
                .beside("Jox", jmh(TwoTasks.class, "jox"), Target.timesFaster(2.2))
                .beside("executor", jmh(TwoTasks.class, "executor"), Target.NONE);
    }

    private static List<Work> heap() {
        return List.of(
                new Work("parked, heap for each", Unit.BYTES, parked(Kind.SELVAGE, Waiting.PARK))
                        .beside("virtual threads", parked(Kind.THREADS, Waiting.PARK), Target.atMost(1.35))
                        .beside("StructuredTaskScope", parked(Kind.STRUCTURED_TASK_SCOPE, Waiting.PARK), Target.NONE)
                        .beside("Jox", parked(Kind.JOX, Waiting.PARK), Target.NONE),
                new Work("asleep, heap for each", Unit.BYTES, parked(Kind.SELVAGE, Waiting.SLEEP))
                        .beside("virtual threads", parked(Kind.THREADS, Waiting.SLEEP), Target.NONE)
                        .beside("StructuredTaskScope", parked(Kind.STRUCTURED_TASK_SCOPE, Waiting.SLEEP), Target.NONE),
                new Work("a million started, cancelled, joined", Unit.NANOS, million(Kind.SELVAGE))
                        .beside("StructuredTaskScope", million(Kind.STRUCTURED_TASK_SCOPE), Target.ENDS));
    }

    private static List<Work> children(double goNanos) {
        return List.of(
                children("10").beside("Go 1.19 (given)", new Subject.Given(goNanos), Target.atMost(GO_TO_SELVAGE)),
                children("100000").beside("itself, 10 siblings", child("selvage", "10"), Target.same()));
    }

    private static Work children(String siblings) {
        String name = "derive and cancel a child, " + count(siblings) + " siblings";
        return new Work(name, Unit.NANOS, child("selvage", siblings))
                .beside("gRPC", child("grpc", siblings), Target.NONE)
                .beside("gRPC, with a listener", child("grpcWithListener", siblings), Target.NONE);
    }

    private static List<Work> timeouts() {
        Subject alone = timeout("selvage", "0", "mixed");
        String million = Integer.toString(MILLION);
        return List.of(
                timeouts("0", "mixed", Target.NONE),
                timeouts("1000", "mixed", Target.NONE).beside("itself, 0 pending", alone, Target.same()),
                timeouts(million, "mixed", Target.atMost(0.5)).beside("itself, 0 pending", alone, Target.same()),
                timeouts(million, "same", Target.NONE));
    }

    private static Work timeouts(String pending, String lengths, Target target) {
        String name = "withTimeout and close, " + count(pending) + " pending";
        return new Work(
                        lengths.equals("same") ? name + ", all of one length" : name,
                        Unit.NANOS,
                        timeout("selvage", pending, lengths))
                .beside("ScheduledThreadPoolExecutor", timeout("scheduler", pending, lengths), target)
                .beside("gRPC", timeout("grpc", pending, lengths), Target.NONE);
    }

    private static List<Work> lookups() {
        Subject one = lookup("selvage", "1");
        return List.of(
                lookups("1"),
                lookups("10").beside("itself, 1 layer", one, Target.atMost(1.5)),
                lookups("100").beside("itself, 1 layer", one, Target.atMost(1.5)));
    }

    private static Work lookups(String layers) {
        return new Work("value lookup, layers: " + layers, Unit.NANOS, lookup("selvage", layers))
                .beside("gRPC", lookup("grpc", layers), Target.NONE);
    }

    private static List<Work> seams() {
        return List.of(
                new Work("seams: the two schedule points alone", Unit.NANOS, jmh(Seams.class, "twoPoints"))
                        .beside("trySend and tryReceive", jmh(Seams.class, "channel"), Target.NONE)
                        .beside("nothing", jmh(Seams.class, "nothing"), Target.NONE),
                new Work("seams: the one schedule point alone", Unit.NANOS, jmh(Seams.class, "onePoint"))
                        .beside("withCancel and close", jmh(Seams.class, "context"), Target.NONE)
                        .beside("nothing", jmh(Seams.class, "nothing"), Target.NONE),
                new Work("seams: the census alone", Unit.NANOS, jmh(Seams.class, "births"))
                        .beside("empty scope", jmh(EmptyScope.class, "selvage"), Target.NONE)
                        .beside("nothing", jmh(Seams.class, "nothing"), Target.NONE),
                new Work("seams: who waits, by which time, alone", Unit.NANOS, jmh(Seams.class, "waiting"))
                        .beside("channels, there and back", jmh(Traffic.class, "pingPong"), Target.NONE)
                        .beside("nothing", jmh(Seams.class, "nothing"), Target.NONE));
    }

    private static Subject child(String method, String siblings) {
        return new JmhSubject(ChildContext.class, method, Map.of("siblings", siblings));
    }

    private static Subject timeout(String method, String pending, String lengths) {
        return new JmhSubject(Timeouts.class, method, Map.of("pending", pending, "lengths", lengths));
    }

    private static Subject lookup(String method, String layers) {
        return new JmhSubject(ValueLookup.class, method, Map.of("layers", layers));
    }

    private static Subject jmh(Class<?> type, String method) {
        return new JmhSubject(type, method, Map.of());
    }

    private static Subject parked(Kind kind, Waiting waiting) {
        return new ChildSubject(Parked.class, COMPILED, kind, List.of(waiting.name()), PARKED);
    }

    private static Subject million(Kind kind) {
        return new ChildSubject(Million.class, List.of(), kind, List.of(), MILLION);
    }

    private static String count(String digits) {
        return String.format(Locale.ROOT, "%,d", Integer.parseInt(digits));
    }
}
