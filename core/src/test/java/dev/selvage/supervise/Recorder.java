package dev.selvage.supervise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Writes down what a supervisor tells. */
final class Recorder implements SupervisorListener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<ChildExit> exits = new CopyOnWriteArrayList<>();

    @Override
    public void childStarted(ChildStatus child) {
        events.add("start " + child.name());
    }

    @Override
    public void childReady(ChildStatus child) {
        events.add("ready " + child.name());
    }

    @Override
    public void childEnded(ChildStatus child, ChildExit exit) {
        exits.add(exit);
        events.add((exit.failure().isPresent() ? "crash " : "end ") + child.name());
    }

    @Override
    public void childRestarting(ChildStatus child, Duration backOff) {
        events.add("restart " + child.name() + " in " + backOff.toMillis());
    }

    void await(String event) {
        Awaitility.await().until(() -> events.contains(event));
    }

    void await(String event, long times) {
        Awaitility.await().until(() -> count(event) >= times);
    }

    long count(String event) {
        return events.stream().filter(event::equals).count();
    }
}
