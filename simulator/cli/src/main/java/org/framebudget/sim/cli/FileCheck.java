package org.framebudget.sim.cli;

import java.nio.file.Path;

/**
 * What {@code framebudget check} does with a kind of file that another module reads. Implementations are found by
 * {@link java.util.ServiceLoader}, as a {@link CliCommand} is.
 */
public interface FileCheck {
    /** The kind of file, as its {@code schema} key has it. */
    String schema();

    /**
     * Looks at a file without running it.
     *
     * @return a few lines about it for people, each ended
     * @throws org.framebudget.models.InputException for everything that is wrong with it
     */
    String check(Path file);
}
