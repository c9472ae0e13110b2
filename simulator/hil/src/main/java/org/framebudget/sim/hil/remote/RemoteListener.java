package org.framebudget.sim.hil.remote;

/** Hears of a measurement's progress, on the thread that measures. */
public interface RemoteListener {
    /** Hears nothing. */
    RemoteListener NONE = what -> {};

    /** Something begins. */
    void stage(String what);

    /** A part of a sustained run has ended. */
    default void window(String label, RemoteRecord.Window window) {}
}
