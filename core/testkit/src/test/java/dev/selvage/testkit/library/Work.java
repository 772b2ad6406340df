package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.TICK;

import dev.selvage.Task;
import dev.selvage.channel.Clocks;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Counts who is at work. */
final class Work {
    int begun;
    int alive;
    int most;

    void run(Task task) throws Exception {
        call(() -> {
            task.run();
            return alive;
        });
    }

    <T> T call(Callable<T> task) throws Exception {
        begun++;
        most = Math.max(most, ++alive);
        try {
            return task.call();
        } finally {
            alive--;
        }
    }

    int sleepAndGive(int value) throws Exception {
        return call(() -> {
            Clocks.sleep(TICK);
            return value;
        });
    }

    int sleepAndFail(String message) throws Exception {
        return call(() -> {
            Clocks.sleep(TICK);
            throw new IOException(message);
        });
    }
}
