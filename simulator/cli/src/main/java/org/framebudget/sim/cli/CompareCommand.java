package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framebudget compare A.json B.json}. */
@Command(name = "compare", description = "Show two results side by side.")
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Parameters(index = "0", paramLabel = "A.json", description = "A result that 'run --json' or 'run --out' wrote.")
    private Path a = Path.of("");

    @Parameters(index = "1", paramLabel = "B.json", description = "Another one.")
    private Path b = Path.of("");

    CompareCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        terminal.print(backend.compare(a, b, terminal.style()));
        return ExitStatus.DONE;
    }
}
