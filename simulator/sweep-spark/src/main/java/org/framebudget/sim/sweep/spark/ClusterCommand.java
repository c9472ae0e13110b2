package org.framebudget.sim.sweep.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget cluster}. */
@Command(
        name = "cluster",
        description = {
            "Start a standalone cluster of Apache Spark on this machine, to try sweeps on.",
            "It says for which --master it answers, and runs until Ctrl-C. Only this machine reaches it."
        })
final class ClusterCommand implements Callable<Integer> {
    private static final int MOST = 64;
    private static final int LEAST_MB = 512;

    private final Terminal terminal;

    @Option(names = "--workers", paramLabel = "N", description = "Worker processes. Default: ${DEFAULT-VALUE}.")
    private int workers = 2;

    @Option(names = "--cores", paramLabel = "N", description = "Tasks that each works at. Default: ${DEFAULT-VALUE}.")
    private int cores = 1;

    @Option(
            names = "--memory-mb",
            paramLabel = "MB",
            description = "Memory that each gives to executors; a sweep asks for 1024. Default: ${DEFAULT-VALUE}.")
    private int memoryMb = 1024;

    ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        check("--workers", workers, 1, MOST);
        check("--cores", cores, 1, MOST);
        check("--memory-mb", memoryMb, LEAST_MB, Integer.MAX_VALUE);
        LocalCluster cluster = LocalCluster.start(workers, cores, memoryMb);
        terminal.runsUntilSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster end"));
        terminal.println(cluster.url());
        new CountDownLatch(1).await();
        return ExitStatus.DONE;
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InputException(option + ": " + value + " is out of range. A whole number from " + least
                    + (most == Integer.MAX_VALUE ? "" : " to " + most) + " is right.");
        }
    }
}
