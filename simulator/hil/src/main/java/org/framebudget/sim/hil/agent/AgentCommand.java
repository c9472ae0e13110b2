package org.framebudget.sim.hil.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.local.LocalTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Contributes {@code framebudget agent}. */
public final class AgentCommand implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return commandLine(terminal, AgentCommand::device);
    }

    static CommandLine commandLine(Terminal terminal, Supplier<Target> targets) {
        return new CommandLine(new Serve(terminal, targets)).addSubcommand(new CertificatesCommand(terminal));
    }

    /** The device that an agent lends: this machine. */
    private static Target device() {
        return LocalTarget.open();
    }

    /** {@code framebudget agent}. */
    @Command(
            name = "agent",
            description = {
                "Lend this machine to 'framebudget hil' on another: run the networks it sends, and tell how long they took.",
                "One session at a time has the machine, others wait. Everything goes over TLS; clients show a certificate"
                        + " or a token."
            },
            footer = {
                "",
                "To begin, once: framebudget agent certificates keys --host NAME",
                "On this machine: framebudget agent --keys keys --listen 0.0.0.0",
                "On the other, with ca.pem, client.pem and client.key of the folder: --device"
                        + " ID=agent://NAME --agent-keys keys"
            })
    static final class Serve implements Callable<Integer> {
        private final Terminal terminal;
        private final Supplier<Target> targets;

        @Option(
                names = "--listen",
                paramLabel = "HOST[:PORT]",
                description = "Address to listen on; default: 127.0.0.1:7645, which only this machine reaches.")
        private String listen = "127.0.0.1";

        @Option(
                names = "--keys",
                paramLabel = "FOLDER",
                description = "What 'framebudget agent certificates' made. Clients show a certificate of its authority,"
                        + " or the token where --token-file is given.")
        private @Nullable Path keys;

        @Option(names = "--certificate", paramLabel = "FILE", description = "The agent's certificate (PEM).")
        private @Nullable Path certificate;

        @Option(names = "--key", paramLabel = "FILE", description = "Its key (PEM, PKCS#8).")
        private @Nullable Path key;

        @Option(
                names = "--client-ca",
                paramLabel = "FILE",
                description = "Authority of the certificates that clients show. With --token-file too, they show both.")
        private @Nullable Path clientCa;

        @Option(names = "--token-file", paramLabel = "FILE", description = "The token that clients show.")
        private @Nullable Path tokenFile;

        @Option(
                names = "--work",
                paramLabel = "FOLDER",
                description = "Where the working folder is made; default: the system's for temporary files.")
        private @Nullable Path work;

        @Option(names = "--most-network-mb", paramLabel = "N", description = "Largest file to take; default: 512.")
        private int mostNetworkMb = 512;

        @Option(names = "--most-networks", paramLabel = "N", description = "Networks in a session; default: 16.")
        private int mostNetworks = 16;

        @Option(names = "--most-waiting", paramLabel = "N", description = "Sessions that may wait; default: 4.")
        private int mostWaiting = 4;

        @Option(
                names = "--idle-minutes",
                paramLabel = "M",
                description = "A session that asks for nothing ends after that; default: 10.")
        private int idleMinutes = 10;

        @Option(names = "--longest-hours", paramLabel = "H", description = "A session ends after that; default: 24.")
        private int longestHours = 24;

        @Option(
                names = "--resume-seconds",
                paramLabel = "S",
                description = "How long a session waits for a client whose connection was cut; default: 30.")
        private int resumeSeconds = 30;

        Serve(Terminal terminal, Supplier<Target> targets) {
            this.terminal = terminal;
            this.targets = targets;
        }

        @Override
        public Integer call() throws InterruptedException {
            Agent.Options options = options();
            Agent agent = Agent.start(options);
            CountDownLatch over = new CountDownLatch(1);
            Thread end = new Thread(
                    () -> {
                        agent.close();
                        terminal.println("Stopped.");
                        over.countDown();
                    },
                    "agent-stop");
            Runtime.getRuntime().addShutdownHook(end);
            terminal.runsUntilSignal();
            terminal.println("Listening on "
                    + Agent.text(new InetSocketAddress(options.listen().getAddress(), agent.port())) + "; clients show "
                    + options.guard().words() + ". Ctrl-C stops it.");
            over.await();
            return ExitStatus.DONE;
        }

        Agent.Options options() {
            Path folder = keys;
            Path shown =
                    certificate != null ? certificate : folder == null ? null : folder.resolve(Certificates.SERVER);
            Path itsKey = key != null ? key : folder == null ? null : folder.resolve(Certificates.SERVER_KEY);
            Path clients = clientCa != null || folder == null || tokenFile != null
                    ? clientCa
                    : folder.resolve(Certificates.CA);
            if (shown == null || itsKey == null) {
                throw new InputException("An agent needs a certificate: give --keys FOLDER, which 'framebudget agent"
                        + " certificates FOLDER' fills, or --certificate and --key.");
            }
            AgentAddress address = AgentAddress.read(listen, "--listen: '" + listen + "'");
            return new Agent.Options(
                    resolved(address),
                    Guard.of(shown, itsKey, clients, tokenFile, Instant.now()),
                    Limits.DEFAULT
                            .withNetworkBytes(positive("--most-network-mb", mostNetworkMb, 1 << 20) * 1_000_000L)
                            .withCounts(
                                    positive("--most-networks", mostNetworks, 1_000),
                                    Limits.DEFAULT.outstandingJobs(),
                                    mostWaiting == 0 ? 0 : positive("--most-waiting", mostWaiting, 1_000))
                            .withTimes(
                                    Duration.ofMinutes(positive("--idle-minutes", idleMinutes, 100_000)),
                                    Duration.ofHours(positive("--longest-hours", longestHours, 10_000)),
                                    Duration.ofSeconds(positive("--resume-seconds", resumeSeconds, 86_400))),
                    workParent(),
                    WorkFolder.Disk.REAL,
                    targets,
                    terminal::println);
        }

        private static int positive(String option, int value, int most) {
            if (value < 1 || value > most) {
                throw new InputException(option + ": " + value + " is not between 1 and " + most + ".");
            }
            return value;
        }

        private static InetSocketAddress resolved(AgentAddress address) {
            try {
                return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
            } catch (UnknownHostException e) {
                throw new InputException("--listen: there is no host '" + address.host() + "'.", e);
            }
        }

        private Path workParent() {
            Path parent = work == null ? Path.of(System.getProperty("java.io.tmpdir", ".")) : work;
            if (!Files.isDirectory(parent)) {
                throw new InputException("--work: there is no folder '" + parent + "'.");
            }
            return parent;
        }
    }
}
