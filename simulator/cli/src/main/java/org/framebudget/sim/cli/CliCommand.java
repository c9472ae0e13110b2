package org.framebudget.sim.cli;

/**
 * A command that another module contributes. Implementations are found by {@link java.util.ServiceLoader}, so they are
 * public, have a public constructor without parameters and are named in {@code META-INF/services}.
 */
public interface CliCommand {
    /**
     * A new picocli command object: annotated with {@code @Command}, and a {@code Callable<Integer>} that returns an
     * {@link ExitStatus}. A user's mistake is thrown as {@link org.framebudget.models.InputException}.
     *
     * @param terminal where its output goes; nothing is written to {@code System.out}
     */
    Object create(Terminal terminal);
}
