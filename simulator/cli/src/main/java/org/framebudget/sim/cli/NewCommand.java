package org.framebudget.sim.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget new [TEMPLATE]}. */
@Command(name = "new", description = "Print a commented scenario to start from.")
final class NewCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Parameters(paramLabel = "TEMPLATE", arity = "0..1", description = "Name of a template; --list names them.")
    private @Nullable String template;

    @Option(names = "--list", description = "List the templates.")
    private boolean list;

    NewCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        List<String> names = backend.templates();
        if (list) {
            names.forEach(terminal::println);
            return ExitStatus.DONE;
        }
        String name = template == null ? names.get(0) : template;
        if (!names.contains(name)) {
            throw new InputException("new: there is no template '" + name + "'. " + Suggestions.advice(name, names));
        }
        terminal.document(backend.template(name));
        return ExitStatus.DONE;
    }
}
