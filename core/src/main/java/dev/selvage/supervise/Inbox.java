package dev.selvage.supervise;

import dev.selvage.internal.OneShot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a supervisor is told, in order. Written by anybody, read by the supervisor's thread. */
final class Inbox {
    /** Something that the supervisor is told. */
    sealed interface Message {}

    /** A goroutine of the supervisor's scope has ended: look whose. */
    record Ended() implements Message {}

    /** A run said that it is ready. */
    record Ready(Run run) implements Message {}

    /** Somebody wants all to stop. */
    record Stop() implements Message {}

    /** Somebody adds a child. */
    record Add(Child child, OneShot<Reply> reply) implements Message {}

    /** Somebody removes a child. */
    record Remove(String name, OneShot<Reply> reply) implements Message {}

    /** How it went. */
    enum Reply {
        DONE,
        TAKEN,
        UNKNOWN,
        ENDED
    }

    /** Guarded by this. */
    private final Deque<Message> messages = new ArrayDeque<>();

    /** Nobody reads any more. Guarded by this. */
    private boolean closed;

    /** Whom to wake. Written by the reader before it waits for the first time. */
    private volatile @Nullable Thread reader;

    /** The calling thread will read. */
    void readHere() {
        reader = Thread.currentThread();
    }

    boolean isReadHere() {
        return reader == Thread.currentThread();
    }

    /** Tells the supervisor; one that has ended answers by itself. */
    void put(Message message) {
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                messages.addLast(message);
            }
        }
        if (late) {
            refuse(message);
        } else {
            wake();
        }
    }

    /** Makes the reader look again at what it waits for. */
    void wake() {
        LockSupport.unpark(reader);
    }

    synchronized boolean isEmpty() {
        return messages.isEmpty();
    }

    synchronized @Nullable Message poll() {
        return messages.pollFirst();
    }

    /** The supervisor has ended: refuses what waits and what comes. */
    void close() {
        Deque<Message> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(messages);
            messages.clear();
        }
        left.forEach(Inbox::refuse);
    }

    private static void refuse(Message message) {
        switch (message) {
            case Add add -> add.reply().set(Reply.ENDED);
            case Remove remove -> remove.reply().set(Reply.ENDED);
            case Ended ended -> {}
            case Ready ready -> {}
            case Stop stop -> {}
        }
    }
}
