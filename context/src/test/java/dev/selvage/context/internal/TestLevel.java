package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;

/** A level as a scope makes one: its context's cancellation interrupts the thread. */
final class TestLevel extends Frame {
    final CancelNode node;
    private final Ambient ambient;
    private final Link alarm = new Link() {
        @Override
        protected void cancelled(CancelReason reason) {
            ambient.interrupt(TestLevel.this);
        }
    };

    private TestLevel(CancelNode node, Ambient ambient) {
        this.node = node;
        this.ambient = ambient;
    }

    /** Enters a level below the current context. */
    static TestLevel enter() {
        Ambient ambient = Ambient.enter();
        CancelNode node = (CancelNode) Ambient.currentContext().withCancel();
        TestLevel level = new TestLevel(node, ambient);
        ambient.push(level);
        node.whenCancelled(level.alarm);
        return level;
    }

    void leave() {
        ambient.pop(this);
        alarm.unlink();
        node.close();
    }

    void seal() {
        ambient.seal(this);
    }

    @Override
    public AbstractContext context() {
        return node;
    }

    @Override
    protected boolean wakesByInterrupt() {
        return true;
    }

    @Override
    protected String abandon() {
        leave();
        return "a level was left open";
    }
}
