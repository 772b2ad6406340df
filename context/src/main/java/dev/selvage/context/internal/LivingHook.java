package dev.selvage.context.internal;

import java.util.List;
import java.util.Locale;

/**
 * An {@code onCancel} hook as a census sees it: alive while it runs.
 *
 * @param hook the hook
 */
record LivingHook(Hook hook) implements Living {
    @Override
    public Object subject() {
        return hook;
    }

    @Override
    public Life life() {
        return hook.life();
    }

    @Override
    public Portrait portrait() {
        Thread runner = hook.runner();
        List<StackTraceElement> stack = runner == null ? List.of() : List.of(runner.getStackTrace());
        String state = runner == null ? "starting" : runner.getState().name().toLowerCase(Locale.ROOT);
        return new Portrait("hook", hook.toString(), state, "", "", stack);
    }

    /** Nobody may interrupt a hook: it is a cleanup. */
    @Override
    public void end() {
        hook.stop();
    }
}
