package dev.selvage;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Frame;
import dev.selvage.context.internal.Living;

/**
 * A scope as a census sees it: alive from its opening to its end.
 *
 * @param subject the scope
 */
record LivingScope(ScopeImpl subject) implements Living {
    @Override
    public Life life() {
        return OpenScopes.holds(subject) ? Life.ALIVE : Life.ENDED;
    }

    @Override
    public Portrait portrait() {
        Thread owner = subject.ambient.thread();
        String state = subject.roster.size() + " living, owner "
                + (owner == null || owner.getName().isEmpty() ? "a thread without a name" : owner.getName());
        Frame around = subject.enclosing;
        return Portrait.still("scope", subject.path(), "open, " + state, around == null ? "" : around.toString());
    }

    /** Cancels it; on the thread that opened it, once nothing lives in it and no body runs inside, closes it as well. */
    @Override
    public void end() {
        Ambient ambient = subject.ambient;
        if (isHere()) {
            ambient.seal(subject); // its code has been left: the cancellation must interrupt what lives in it alone
        }
        subject.cancel("left open by what should have closed it");
        if (isHere() && ambient.topFrame() == subject && subject.roster.size() == 0 && !subject.roster.hasHooks()) {
            Frame around = subject.outer();
            if (around != null) {
                ambient.abandonInside(around);
            }
        }
    }

    @Override
    public void detach() {
        if (isHere()) {
            subject.ambient.detach(subject);
        }
    }

    private boolean isHere() {
        return Thread.currentThread() == subject.ambient.thread();
    }
}
