package dev.selvage;

import dev.selvage.context.internal.WaitsOn;

/**
 * Why somebody waits for a goroutine; shown in dumps.
 *
 * @param goroutine whom for
 */
record Awaiting(GoroutineImpl<?> goroutine) implements WaitsOn {
    @Override
    public boolean isOn(Object thing) {
        return thing == goroutine;
    }

    @Override
    public String toString() {
        return "await " + (goroutine.isNamed() ? "\"" + goroutine.name() + "\"" : "#" + goroutine.id());
    }
}
