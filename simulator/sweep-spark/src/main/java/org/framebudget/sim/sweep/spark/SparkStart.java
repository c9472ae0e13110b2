package org.framebudget.sim.sweep.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** Begins an application of Spark and tells what ended one. */
final class SparkStart {
    private static final String JARS = "spark.jars";

    private SparkStart() {}

    static JavaSparkContext context(SparkConf conf) {
        // who was submitted to Spark has said there which jars go along
        if (!conf.get("spark.master").startsWith("local") && System.getProperty(JARS) == null) {
            List<String> jars = new ArrayList<>(ExecutorJars.files());
            if (conf.contains(JARS)) {
                jars.addAll(List.of(conf.get(JARS).split(",")));
            }
            conf.setJars(jars.toArray(String[]::new));
        }
        try {
            return new JavaSparkContext(conf);
        } catch (IllegalArgumentException e) {
            throw new InputException("--spark: Spark refuses a setting: " + e.getMessage(), e);
        } catch (Exception e) { // Scala declares none of those that it throws
            throw gaveUp(e);
        }
    }

    /** What Spark says of a failure, in a line and without the traces of its tasks. */
    static MachineException gaveUp(Throwable e) {
        String text = String.valueOf(e.getMessage());
        int recent = text.indexOf("most recent failure: ");
        String reason = text.substring(Math.max(0, recent)).split("\n", 2)[0].strip();
        return new MachineException(
                "--engine: Spark gave up: " + reason
                        + " What was finished is in the store; the same command goes on from there.",
                e);
    }
}
