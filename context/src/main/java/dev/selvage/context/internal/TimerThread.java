package dev.selvage.context.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The thread of the system's timer: a daemon, started by the first timeout, parked until the next one may be due. */
final class TimerThread {

    private final TimerDriver driver = new TimerDriver(System::nanoTime, this::wake);
    private final ReentrantLock starting = new ReentrantLock();

    // Written once, under `starting`; read by all who schedule.
    private volatile @Nullable Thread thread;

    void schedule(Timeout timeout) {
        if (thread == null) {
            start();
        }
        driver.schedule(timeout);
    }

    boolean cancel(Timeout timeout) {
        return driver.cancel(timeout);
    }

    private void start() {
        starting.lock();
        try {
            if (thread == null) {
                // Set once it runs: where no thread can be made this throws, nothing is armed, the next call tries
                // again.
                thread = Thread.ofPlatform()
                        .name("selvage-timer")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .start(this::loop);
            }
        } finally {
            starting.unlock();
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (true) {
            try {
                park(driver.runDue());
            } catch (Throwable failure) {
                // Not from fire(), that is logged: a logger or a machine that fails. The timer must outlive it.
                Thread self = Thread.currentThread();
                self.getUncaughtExceptionHandler().uncaughtException(self, failure);
            }
        }
    }

    private void park(long nanos) {
        // A timeout that interrupted its own thread must not turn every later park into a busy loop.
        Thread.interrupted();
        if (nanos == TimerDriver.FOREVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
