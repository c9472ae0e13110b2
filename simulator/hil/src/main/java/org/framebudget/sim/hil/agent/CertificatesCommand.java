package org.framebudget.sim.hil.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget agent certificates}. */
@Command(
        name = "certificates",
        description = {
            "Make what an agent and its clients show each other: an authority, a certificate for the agent, one for clients,"
                    + " and a token.",
            "Every file can be read by its owner alone."
        })
final class CertificatesCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3650;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final Terminal terminal;

    @Parameters(paramLabel = "FOLDER", description = "Where to put the files.")
    private Path folder = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Name or address by which clients call the agent; can be given again. localhost and this"
                    + " machine's name are always among them.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--days", paramLabel = "N", description = "How long the certificates are valid; default: 730.")
    private int days = 730;

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    CertificatesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new InputException("--days: " + days + " is not between 1 and " + MOST_DAYS + ".");
        }
        Set<String> names = new LinkedHashSet<>(hosts);
        for (String host : names) {
            if (!(Certificates.isAddress(host) ? ADDRESS : NAME).matcher(host).matches()) {
                throw new InputException("--host: '" + host + "' is neither a name nor an address.");
            }
        }
        ownName(names);
        names.addAll(List.of("localhost", "127.0.0.1", "::1"));
        Instant now = Instant.now();
        try {
            PrivateFiles.write(folder, Certificates.make(List.copyOf(names), now, Duration.ofDays(days)), overwrite);
        } catch (IllegalArgumentException e) {
            throw new InputException("--host: " + Agent.words(e), e);
        }
        terminal.print("Made for " + String.join(", ", names) + ", valid for " + days + " days, in " + folder + ":\n"
                + "  ca.pem                      for both sides: how each knows the other\n"
                + "  server.pem, server.key      for the agent\n"
                + "  client.pem, client.key      for its clients\n"
                + "  token                       for both sides, where clients show a token instead\n"
                + "  ca.key                      for nobody: whoever has it can make more of them\n"
                + "Start the agent: framebudget agent --keys " + folder + " --listen 0.0.0.0\n"
                + "Use it: --device ID=agent://HOST --agent-keys " + folder + "\n");
        return ExitStatus.DONE;
    }

    private static void ownName(Set<String> names) {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (NAME.matcher(name).matches()) {
                names.add(name);
            }
        } catch (UnknownHostException e) {
            return; // a machine without a name
        }
    }
}
