package org.framebudget.sim.sweep.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.framebudget.models.MachineException;
import org.framebudget.sim.sweep.Part;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Stretches that Spark works at, one of its jobs each. For one thread. */
final class Jobs {
    /** A cluster that others use may let a sweep wait, and a master may come back, but not for ever. */
    private static final long NOBODY_S = 300;

    private final JavaSparkContext spark;
    private final Broadcast<Bundle> bundle;
    private final Map<Stretch, SimpleFutureAction<BoxedUnit>> running = new LinkedHashMap<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private long somebodyNs = System.nanoTime();

    /** What a task of a stretch has come back with. */
    record Answer(Stretch stretch, int part, Piece piece) {}

    Jobs(JavaSparkContext spark, Bundle bundle) {
        this.spark = spark;
        this.bundle = spark.broadcast(bundle);
        // a task that nobody waits for ends in the middle of a point
        spark.setLocalProperty("spark.job.interruptOnCancel", "true");
    }

    /** Tasks that Spark can work at at the same time, as far as it knows now. */
    int cores() {
        try {
            return spark.defaultParallelism();
        } catch (IllegalStateException e) { // the application was ended
            throw SparkStart.gaveUp(e);
        }
    }

    /** Tasks that have not come back. */
    int openTasks() {
        return running.keySet().stream().mapToInt(Stretch::missing).sum();
    }

    /** Those that are worked at, in the order in which they were begun. */
    Set<Stretch> stretches() {
        return running.keySet();
    }

    void begin(Stretch stretch) {
        List<long[]> ends = new ArrayList<>();
        List<Object> partitions = new ArrayList<>();
        for (Part part : stretch.parts()) {
            partitions.add(ends.size());
            ends.add(new long[] {part.from(), part.to()});
        }
        Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
        try {
            running.put(
                    stretch,
                    spark.sc()
                            .submitJob(
                                    spark.parallelize(ends, ends.size()).rdd(),
                                    new Piece.Task(bundle),
                                    all,
                                    new Taking(stretch),
                                    new Nothing()));
        } catch (IllegalStateException e) { // the application was ended
            throw SparkStart.gaveUp(e);
        }
    }

    /** Called on Spark's own thread, once for each part, however often it was tried. */
    private final class Taking extends AbstractFunction2<Object, Piece, BoxedUnit> {
        private final Stretch stretch;

        Taking(Stretch stretch) {
            this.stretch = stretch;
        }

        @Override
        public BoxedUnit apply(Object part, Piece piece) {
            answers.add(new Answer(stretch, (Integer) part, piece));
            return BoxedUnit.UNIT;
        }
    }

    /** The result of a job whose tasks' results were taken one by one. */
    private static final class Nothing extends AbstractFunction0<BoxedUnit> {
        @Override
        public BoxedUnit apply() {
            return BoxedUnit.UNIT;
        }
    }

    /** No more of this stretch will come. */
    void ended(Stretch stretch) {
        running.remove(stretch);
    }

    /**
     * The next answer; absent where none comes for a while.
     *
     * @throws MachineException where Spark has given up, or nobody works
     */
    @Nullable
    Answer next(long waitMs) throws InterruptedException {
        Answer answer = answers.poll(waitMs, TimeUnit.MILLISECONDS);
        if (answer == null) {
            check();
        } else {
            somebodyNs = System.nanoTime();
        }
        return answer;
    }

    private void check() {
        for (SimpleFutureAction<BoxedUnit> job : running.values()) {
            if (job.isCompleted() && job.value().get().isFailure()) {
                throw SparkStart.gaveUp(job.value().get().failed().get());
            }
        }
        // the driver is listed as well
        if (spark.isLocal() || spark.sc().statusTracker().getExecutorInfos().length > 1) {
            somebodyNs = System.nanoTime();
        } else if (System.nanoTime() - somebodyNs > TimeUnit.SECONDS.toNanos(NOBODY_S)) {
            String text = "no machine of '" + spark.master() + "' works for the sweep since " + NOBODY_S + " s";
            throw new MachineException(
                    "--master: " + text + ". Is the master up, and have its workers as much free memory as an executor"
                            + " asks for (--spark spark.executor.memory=1g)? What was finished is in the store.",
                    new TimeoutException(text));
        }
    }

    /** Gives up what is worked at; what has come back so far and was not told yet. */
    List<Answer> cancel() {
        if (!spark.sc().isStopped()) {
            spark.sc().cancelAllJobs();
        }
        List<Answer> last = new ArrayList<>();
        answers.drainTo(last);
        return last;
    }
}
