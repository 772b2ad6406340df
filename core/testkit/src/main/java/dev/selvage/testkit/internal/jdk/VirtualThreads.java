package dev.selvage.testkit.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes virtual threads that run on an executor of ours, and reads their state. Any thread may call. */
public final class VirtualThreads {
    private static final Access ACCESS = Access.find();

    /** {@code VirtualThread.BLOCKED}: unmounted while it waits to enter a monitor. */
    private static final int BLOCKED = 13;

    /** {@code VirtualThread.UNBLOCKED}: may enter, and is about to be given to its scheduler or has been. */
    private static final int UNBLOCKED = 14;

    /** {@code VirtualThread.WAIT} and {@code TIMED_WAIT}: in {@code Object.wait}, from where a notify makes it blocked. */
    private static final int WAIT = 16;

    private static final int TIMED_WAIT = 18;

    private VirtualThreads() {}

    /** {@return why virtual threads cannot run on an executor of ours on this JDK; null: they can} */
    public static @Nullable String missing() {
        return ACCESS.missing;
    }

    /** A builder of virtual threads whose steps {@code scheduler} runs. */
    public static Thread.Builder.OfVirtual on(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) ACCESS.builder.invokeExact(scheduler);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The scheduler of a virtual thread. */
    public static Executor schedulerOf(Thread virtual) {
        try {
            return (Executor) ACCESS.scheduler.invokeExact(virtual);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The thread that a scheduler was given to run. */
    public static Thread threadOf(Runnable continuation) {
        try {
            return (Thread) ACCESS.threadOf.invokeExact(continuation);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Whether a virtual thread waits to enter a monitor, or has been woken for it and not gone on yet. */
    public static boolean isMonitorBlocked(Thread virtual) {
        int state = state(virtual);
        return state == BLOCKED || state == UNBLOCKED;
    }

    /** Whether a virtual thread waits to enter a monitor, or for a notify. */
    public static boolean isInMonitorWait(Thread virtual) {
        int state = state(virtual);
        return state == BLOCKED || state == UNBLOCKED || state == WAIT || state == TIMED_WAIT;
    }

    private static int state(Thread virtual) {
        try {
            return (int) ACCESS.state.invokeExact(virtual);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Whether the VM has put a virtual thread on the list of those to be woken for a monitor. */
    public static boolean isOnWaitingList(Thread virtual) {
        try {
            return (boolean) ACCESS.onWaitingList.invokeExact(virtual);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("The JDK's virtual threads are not as expected", e);
    }

    /**
     * What of the JDK is needed. The fields of a record are trusted by the JIT, so the handles are constants.
     *
     * @param missing why the rest is of no use; null: all is there
     */
    private record Access(
            @Nullable String missing,
            MethodHandle builder,
            MethodHandle scheduler,
            MethodHandle state,
            MethodHandle onWaitingList,
            MethodHandle threadOf) {

        static Access find() {
            try {
                Class<?> thread = Class.forName("java.lang.VirtualThread");
                Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
                Lookup lookup = Lookups.into(thread);
                return new Access(
                        null,
                        lookup.findConstructor(builder, MethodType.methodType(void.class, Executor.class))
                                .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class)),
                        getter(lookup, thread, "scheduler", Executor.class),
                        getter(lookup, thread, "state", int.class),
                        getter(lookup, thread, "onWaitingList", boolean.class),
                        threadOf(lookup, thread));
            } catch (Throwable e) {
                MethodHandle none = MethodHandles.empty(MethodType.methodType(void.class));
                return new Access(Objects.toString(e), none, none, none, none, none);
            }
        }

        private static MethodHandle getter(Lookup lookup, Class<?> thread, String field, Class<?> type)
                throws ReflectiveOperationException {
            return lookup.findGetter(thread, field, type).asType(MethodType.methodType(type, Thread.class));
        }

        /** What a scheduler is given is a lambda of one class, and has captured its thread. */
        private static MethodHandle threadOf(Lookup lookup, Class<?> thread) throws Throwable {
            MethodHandle getter = getter(lookup, thread, "runContinuation", Runnable.class);
            Runnable continuation =
                    (Runnable) getter.invokeExact(Thread.ofVirtual().unstarted(() -> {}));
            return lookup.findGetter(continuation.getClass(), "arg$1", thread)
                    .asType(MethodType.methodType(Thread.class, Runnable.class));
        }
    }
}
