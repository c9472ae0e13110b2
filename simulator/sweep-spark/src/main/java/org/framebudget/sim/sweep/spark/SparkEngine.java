package org.framebudget.sim.sweep.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.Threads;
import org.framebudget.sim.sweep.Progress;
import org.framebudget.sim.sweep.SweepEngine;
import org.framebudget.sim.sweep.SweepRun;
import org.framebudget.sim.sweep.SweepWork;
import org.jspecify.annotations.Nullable;

/** Apache Spark: {@code --engine spark}. */
public final class SparkEngine implements SweepEngine {
    private static final String MASTER = "spark.master";
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+:[0-9]+(?:,.+:[0-9]+)*)");
    private static final Pattern OTHERS = Pattern.compile("local(\\[(\\*|[1-9][0-9]*)(,[0-9]+)?])?|yarn|k8s://.+");
    private static final int ANSWER_WITHIN_MS = 5_000;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public void check(Options options) {
        if (File.separatorChar != '/') {
            throw new InputException("--engine: sweeps on Spark start from Linux or macOS. Use --engine local here.");
        }
        for (Map.Entry<String, String> setting : options.settings().entrySet()) {
            if (!setting.getKey().startsWith("spark.")) {
                throw new InputException("--spark: '" + setting.getKey()
                        + "' is no setting of Spark, whose names begin with 'spark.', as in spark.executor.memory=2g.");
            }
            if (setting.getKey().equals(MASTER)) {
                throw new InputException("--spark: " + MASTER + " has an option of its own, --master.");
            }
        }
        String master = master(options);
        Matcher standalone = STANDALONE.matcher(master);
        if (standalone.matches()) {
            checkAnswers(List.of(standalone.group(1).split(",")), master);
        } else if (!OTHERS.matcher(master).matches()) {
            throw new InputException(
                    "--master: '" + master
                            + "' is no master of Spark. Right are local[2] for two cores of this machine and spark://host:7077.");
        }
        if (options.threads() != null && !master.startsWith("local")) {
            throw new InputException(
                    "--threads: is for this machine. For cores of a cluster write --spark spark.cores.max="
                            + options.threads() + ".");
        }
    }

    /** What the command line says, or whoever submitted this process to Spark. */
    private static String master(Options options) {
        @Nullable String given = options.master() == null ? System.getProperty(MASTER) : options.master();
        if (given != null) {
            return given;
        }
        return options.threads() == null ? "local[*]" : "local[" + Threads.orAll(options.threads()) + "]";
    }

    /** Spark itself would try for a minute, and then not say why. */
    private static void checkAnswers(List<String> addresses, String master) {
        for (String address : addresses) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                        ANSWER_WITHIN_MS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                // the next may
            }
        }
        throw new InputException("--master: nobody answers at '" + master
                + "'. './framebudget cluster' starts a master on this machine and says where it is.");
    }

    @Override
    public SweepRun prepare(SweepWork work, Options options, Consumer<Progress> progress) {
        return prepare(work, options, progress, new Portions());
    }

    SweepRun prepare(SweepWork work, Options options, Consumer<Progress> progress, Portions portions) {
        return new SparkRun(work, conf(work.spec().name(), options), progress, portions);
    }

    static SparkConf conf(String title, Options options) {
        String master = master(options);
        SparkConf conf = new SparkConf().setAppName(title).setMaster(master);
        conf.setIfMissing("spark.ui.enabled", "false");
        // as the launcher has it for this machine: a tenth less processor time in a short sweep
        conf.setIfMissing(
                "spark.executor.extraJavaOptions",
                "-XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:FreqInlineSize=150");
        if (master.startsWith("local") || master.matches("spark://(127\\.0\\.0\\.1|localhost):.*")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        options.settings().forEach(conf::set);
        return conf;
    }
}
