package dev.selvage.context.internal;

/** Why somebody waits, where that is a thing that others can name: implemented by what is given to {@link Park} as the reason. */
public interface WaitsOn {
    /** Whether the wait may end through {@code thing}. From any thread. */
    boolean isOn(Object thing);
}
