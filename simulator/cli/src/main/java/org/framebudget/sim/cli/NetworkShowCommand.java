package org.framebudget.sim.cli;

import java.util.concurrent.Callable;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.sim.cli.Backend.FoundNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget networks show ID-or-FILE.tflite}. */
@Command(name = "show", description = "Show what every operator of a network costs.")
final class NetworkShowCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Parameters(paramLabel = "ID-or-FILE.tflite", description = "Network id, or path of a .tflite file.")
    private String idOrFile = "";

    @Mixin
    private NetworkOptions options = new NetworkOptions();

    @Option(names = "--json", description = "Print the cost graph as one JSON document.")
    private boolean json;

    NetworkShowCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        NetworkOptions.checkNamed("ID-or-FILE.tflite", idOrFile);
        FoundNetwork found = backend.network(idOrFile, options.input(), options.precision());
        NetworkCost cost = NetworkCost.of(found.network());
        if (json) {
            terminal.document(Json.text(NetworkJson.facts(found, cost)));
        } else {
            terminal.print(new NetworkText(found, cost).text());
        }
        return ExitStatus.DONE;
    }
}
