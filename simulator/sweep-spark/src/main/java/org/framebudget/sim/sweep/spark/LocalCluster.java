package org.framebudget.sim.sweep.spark;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.rpc.RpcEnv;
import org.framebudget.models.Folders;
import org.framebudget.models.MachineException;

/**
 * A standalone cluster of Spark on the loopback interface, on ports that are free: the master in this process, each worker in one of its
 * own, which ends when this one does, however that ends.
 */
final class LocalCluster implements Closeable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long END_S = 10;

    private final Path folder;
    private final RpcEnv master;
    private final List<Process> workers = new ArrayList<>();

    private LocalCluster(Path folder, RpcEnv master) {
        this.folder = folder;
        this.master = master;
    }

    /**
     * Starts one.
     *
     * @param workers how many
     * @param cores of each worker, so many tasks it works at
     * @param memoryMb that each worker may give to executors
     * @throws MachineException where a process does not start
     */
    static LocalCluster start(int workers, int cores, int memoryMb) {
        try {
            Path folder = Files.createTempDirectory("framebudget-cluster");
            SparkConf conf = new SparkConf(false).set("spark.master.rest.enabled", "false");
            LocalCluster cluster = new LocalCluster(
                    folder, Master.startRpcEnvAndEndpoint(LOOPBACK, 0, 0, conf)._1());
            try {
                cluster.home();
                for (int w = 0; w < workers; w++) {
                    cluster.workers.add(cluster.worker(w, cores, memoryMb));
                }
                return cluster;
            } catch (IOException e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            throw new MachineException("The cluster does not start: " + e.getMessage() + ".", e);
        }
    }

    /** For {@code --master}. */
    String url() {
        return "spark://" + master.address().hostPort();
    }

    /** Processes of the workers, each with its executors below it. */
    List<Process> workers() {
        return workers;
    }

    /**
     * What Spark takes for its installation: one jar that names all others, but not those of the program, which the driver hands out as on
     * any cluster.
     */
    private void home() throws IOException {
        List<Path> own = ExecutorJars.IN_THEM.stream().map(ExecutorJars::place).toList();
        String jars = classPath().stream()
                .map(jar -> Path.of(jar).toAbsolutePath().normalize())
                .filter(jar -> !own.contains(jar))
                .map(Path::toUri)
                .map(URI::toString)
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, jars);
        Path home = Files.createDirectories(folder.resolve("home").resolve("jars"));
        new JarOutputStream(Files.newOutputStream(home.resolve("spark.jar")), manifest).close();
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private Process worker(int number, int cores, int memoryMb) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it only watches executors
                "-Xmx256m",
                "-cp",
                String.join(File.pathSeparator, classPath()),
                ClusterWorker.class.getName(),
                "--host",
                LOOPBACK,
                "--cores",
                Integer.toString(cores),
                "--memory",
                memoryMb + "m",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve("worker-" + number).toString(),
                url()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("SPARK_HOME", folder.resolve("home").toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", LOOPBACK);
        environment.put("SPARK_LOCAL_DIRS", folder.resolve("scratch").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // its standard input stays open as long as this process lives
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker-" + number + ".log").toFile())
                .start();
    }

    /** Ends all its processes and removes what they wrote. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>();
        for (Process worker : workers) {
            worker.descendants().forEach(all::add);
            all.add(worker.toHandle());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit()
                    .orTimeout(END_S, TimeUnit.SECONDS)
                    .exceptionally(late -> process)
                    .join();
        }
        master.shutdown();
        Folders.delete(folder);
    }
}
