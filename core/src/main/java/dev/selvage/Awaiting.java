package dev.selvage;

/**
 * Why somebody waits for a goroutine; shown in dumps.
 *
 * @param goroutine whom for
 */
record Awaiting(GoroutineImpl<?> goroutine) {
    @Override
    public String toString() {
        return "await " + (goroutine.isNamed() ? "\"" + goroutine.name() + "\"" : "#" + goroutine.id());
    }
}
