package org.framebudget.sim.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framebudget generate-completion}. */
@Command(
        name = "generate-completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        footer = {"", "Use it as in: source <(framebudget generate-completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.document(AutoComplete.bash("framebudget", spec.root().commandLine()));
        return ExitStatus.DONE;
    }
}
