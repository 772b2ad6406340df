package dev.selvage.channel;

import dev.selvage.context.internal.Living;

/**
 * A ticker or a timer as a census sees it: alive while it runs.
 *
 * @param subject the ticker's or timer's engine
 */
record LivingPulse(Pulse subject) implements Living {
    @Override
    public Life life() {
        if (subject.channel.isClosed()) {
            return Life.ENDED;
        }
        return subject.isRunning() ? Life.ALIVE : Life.DORMANT;
    }

    @Override
    public Portrait portrait() {
        return Portrait.still(subject.name, "", "running", "");
    }

    @Override
    public void end() {
        subject.close();
    }
}
