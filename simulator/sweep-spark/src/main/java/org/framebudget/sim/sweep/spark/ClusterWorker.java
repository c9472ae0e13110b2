package org.framebudget.sim.sweep.spark;

import java.io.IOException;
import org.apache.spark.deploy.worker.Worker;

/** A worker of Spark that ends with the process that started it: then its standard input does. */
final class ClusterWorker {
    private ClusterWorker() {}

    /** With the arguments of Spark's own worker. */
    public static void main(String[] args) {
        Thread watch = new Thread(ClusterWorker::endWithInput, "parent");
        watch.setDaemon(true);
        watch.start();
        Worker.main(args);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nobody says anything
            }
        } catch (IOException e) {
            // as good as its end
        }
        // its executors notice by themselves
        Runtime.getRuntime().halt(0);
    }
}
