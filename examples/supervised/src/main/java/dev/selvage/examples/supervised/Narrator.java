package dev.selvage.examples.supervised;

import dev.selvage.supervise.ChildExit;
import dev.selvage.supervise.ChildStatus;
import dev.selvage.supervise.SupervisorListener;
import java.io.PrintStream;
import java.time.Duration;

/** Prints what happens to the workers. */
record Narrator(PrintStream out) implements SupervisorListener {
    @Override
    public void childReady(ChildStatus child) {
        out.println(child.name() + (child.restarts() == 0 ? " is up" : " is back"));
    }

    @Override
    public void childEnded(ChildStatus child, ChildExit exit) {
        out.println(child.name()
                + exit.failure()
                        .map(why -> " crashed: " + why.cause().getMessage())
                        .orElse(" has stopped"));
    }

    @Override
    public void childRestarting(ChildStatus child, Duration backOff) {
        out.println(child.name() + " comes back in " + backOff.toMillis() + " ms");
    }
}
