package org.framebudget.sim.sweep.spark;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.sweep.SweepPoints;
import org.tensorflow.lite.schema.Model;
import org.yaml.snakeyaml.Yaml;

/** The jars that executors need to run points; Spark itself they have. */
final class ExecutorJars {
    /** A class of each jar. Jackson and Commons Math come with Spark, and DuckDB stays with the driver. */
    static final List<Class<?>> IN_THEM = List.of(
            InputException.class,
            ProfileRepository.class,
            Trials.class,
            SweepPoints.class,
            SparkEngine.class,
            UniformRandomProvider.class,
            ZigguratSampler.class,
            YAMLFactory.class,
            Yaml.class,
            FlatBufferBuilder.class,
            Model.class);

    private ExecutorJars() {}

    /** Paths, for Spark to hand out. */
    static List<String> files() {
        List<String> files = new ArrayList<>();
        for (Class<?> type : IN_THEM) {
            Path place = place(type);
            files.add((Files.isDirectory(place) ? packed(place) : place).toString());
        }
        return files;
    }

    /** Where a class was loaded from: a jar, or a folder of classes where the program was not packed. */
    static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path packed(Path classes) {
        try {
            Path jar = Files.createTempFile("framebudget", ".jar");
            jar.toFile().deleteOnExit();
            try (Stream<Path> files = Files.walk(classes);
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException | UncheckedIOException e) {
            throw new MachineException("The program cannot be packed for the cluster: " + e.getMessage() + ".", e);
        }
    }
}
