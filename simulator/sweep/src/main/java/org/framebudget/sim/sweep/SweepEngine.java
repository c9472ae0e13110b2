package org.framebudget.sim.sweep;

import java.util.Map;
import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Something else than the cores of this machine that runs the points of a sweep. Implementations are found by
 * {@link java.util.ServiceLoader} and chosen by their name with {@code --engine}.
 */
public interface SweepEngine {
    /** As {@code --engine} has it. */
    String name();

    /** Throws {@link InputException} for an option that cannot be right. */
    void check(Options options);

    /**
     * A run of what the store lacks; nothing happens yet.
     *
     * @param progress told now and then, from any thread
     */
    SweepRun prepare(SweepWork work, Options options, Consumer<Progress> progress);

    /**
     * What the command line says of an engine.
     *
     * @param master where it runs, absent for its default
     * @param threads of this machine, absent for all; only where it runs on this machine
     * @param settings of the engine's own, by name
     */
    record Options(@Nullable String master, @Nullable Integer threads, Map<String, String> settings) {}
}
