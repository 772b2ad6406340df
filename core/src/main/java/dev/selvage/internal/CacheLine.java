package dev.selvage.internal;

/** Keeps the fields of a subclass off the cache line of whatever lies before the object: superclass fields come first. */
@SuppressWarnings("unused")
public abstract class CacheLine {
    /** Fills the gap behind the object's header, where a field of the subclass would be put otherwise. */
    int unused0;

    /** With the header 56 bytes: what lies before ends on a multiple of eight, so its line of 64 reaches no further. */
    long unused1, unused2, unused3, unused4, unused5;
}
