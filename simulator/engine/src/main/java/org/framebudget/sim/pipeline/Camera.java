package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A camera hands frames to its streams. Exposure, readout, image signal processor and delivery are one delay, so a frame
 * costs one event; frames are delivered in order even where delivery jitters.
 */
final class Camera extends Activity {
    final String id;
    private final Simulator simulator;
    private final Cadence own;
    private final CameraTiming timing;

    /** {@link #own}, until a rule changes the rate. */
    private Cadence cadence;

    private @Nullable SwitchedCadence switched;
    private final double jitterNs;
    private final RandomStream jitter;
    private final @Nullable Motion motion;
    private final long endNs;
    private Stream[] streams = new Stream[0];
    private long number;
    private long startNs;
    private long notDelivered;
    private boolean mayBlock;
    private boolean dead;
    private long deadFromNs = Long.MAX_VALUE;

    /**
     * @param jitterNs standard deviation of delivery; it takes away no more than the image signal processor's and the
     *     delivery's time, since no frame comes before it has been exposed and read out
     * @param endNs frames start before this instant
     */
    Camera(
            String id,
            Simulator simulator,
            Cadence cadence,
            CameraTiming timing,
            double jitterNs,
            RandomStream jitter,
            @Nullable Motion motion,
            long endNs) {
        this.id = id;
        this.simulator = simulator;
        this.own = cadence;
        this.cadence = cadence;
        this.timing = timing;
        this.jitterNs = jitterNs;
        this.jitter = jitter;
        this.motion = motion;
        this.endNs = endNs;
    }

    void connect(Stream[] to) {
        streams = to.clone();
        for (Stream stream : streams) {
            mayBlock |= stream.mayBlock();
        }
    }

    void begin() {
        scheduleNext(0);
    }

    @Override
    protected void wake(long nowNs) {
        boolean moving = motion == null || motion.movingAt(startNs);
        if (mayBlock && blocked()) {
            notDelivered++;
        } else {
            for (Stream stream : streams) {
                stream.deliver(nowNs, startNs, number, moving);
            }
        }
        number++;
        if (!dead) {
            scheduleNext(nowNs);
        }
    }

    /** The device dies: no frame is captured from now on. */
    void kill(long nowNs) {
        dead = true;
        deadFromNs = nowNs;
        simulator.cancel(this);
        for (Stream stream : streams) {
            stream.abandon();
        }
    }

    /**
     * Frames that start from now on come at another rate, the first of them where the camera's own clock has its next frame and at
     * least one of its own intervals after the last one.
     *
     * @param timingThen of those frames
     */
    void changeRate(long nowNs, Ratio rate, CameraTiming timingThen) {
        if (switched == null) {
            switched = new SwitchedCadence(own, timing);
            cadence = switched;
        }
        if (number >= switched.change(nowNs, rate, timingThen) && !dead) {
            simulator.cancel(this);
            scheduleNext(nowNs);
        }
    }

    /** Frames of the whole run, whatever rules there are. */
    long capturedAtMost() {
        return own.countBefore(Math.min(endNs, deadFromNs)) - notDelivered;
    }

    /** Frames whose exposure has started before {@code nowNs}, less those that a full queue held back. */
    long captured(long nowNs) {
        return cadence.countBefore(Math.min(Math.min(nowNs, endNs), deadFromNs)) - notDelivered;
    }

    /** Frames captured and still on their way to the application; those of a dead device are lost and counted elsewhere. */
    long undelivered(long nowNs) {
        return captured(nowNs) + notDelivered - number;
    }

    /** Those frames, as if they came to a stream that has no stage for them. */
    List<Frame> undeliveredFrames(long nowNs) {
        List<Frame> frames = new ArrayList<>();
        for (long n = number; n < number + undelivered(nowNs); n++) {
            Frame frame = new Frame();
            frame.number = n;
            frame.startNs = cadence.startNs(n);
            frame.deliveryNs = Frame.NEVER;
            frame.startedNs = Frame.NEVER;
            frame.beganNs = Frame.NEVER;
            frames.add(frame);
        }
        return frames;
    }

    /** Share of its frames that saw motion; 1 where none has come. */
    double movingFraction() {
        return motion == null || motion.asked() == 0 ? 1 : (double) motion.seen() / motion.asked();
    }

    /** Frames per second that the sensor gives. */
    Ratio rate() {
        return cadence.rate(endNs);
    }

    private boolean blocked() {
        for (Stream stream : streams) {
            if (stream.blocks()) {
                return true;
            }
        }
        return false;
    }

    private void scheduleNext(long nowNs) {
        startNs = cadence.startNs(number);
        if (startNs >= endNs) {
            return;
        }
        CameraTiming now = switched == null ? timing : switched.timing(number);
        long offsetNs = now.startToDeliveryNs();
        if (jitterNs > 0) {
            offsetNs = Math.max(now.startToReadOutNs(), offsetNs + (long) (jitterNs * jitter.gaussian()));
        }
        simulator.schedule(this, Math.max(nowNs, startNs + offsetNs));
    }
}
