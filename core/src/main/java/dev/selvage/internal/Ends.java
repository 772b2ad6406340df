package dev.selvage.internal;

/** Something that ends once; what a handle shows to our own packages alone. */
public interface Ends {
    /** Set when it has ended. */
    OneShot<?> end();
}
