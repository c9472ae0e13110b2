package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.framebudget.models.Ratio;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/** Systems of a few stations, wired from the product's own parts without scenario and profile. Times are nanoseconds. */
final class Rig {
    static final long MS = 1_000_000L;

    /** Frames are delivered as they start. */
    static final CameraTiming AT_ONCE = new CameraTiming(0, 0, 0);

    final Simulator simulator = new Simulator();
    final FramePool frames = new FramePool();
    final ModelledDevice device;
    final List<Unit> units = new ArrayList<>();
    final List<Stream> streams = new ArrayList<>();

    /** What happened to frames, in order: {@code stream#number} and the end. */
    final List<Seen> seen = new ArrayList<>();

    private final List<Activity> sources = new ArrayList<>();
    private final List<Runnable> starts = new ArrayList<>();
    private final List<Activity> extras = new ArrayList<>();
    private boolean wired;

    /** A frame's end. */
    record Seen(
            String stream,
            long number,
            long startedNs,
            long endNs,
            @Nullable DropReason dropped) {}

    /** One stage to be. */
    record Step(Unit unit, Work work, Work.@Nullable Count count, boolean parallel) {
        Step(Unit unit, ServiceTime time) {
            this(unit, Work.plain("work", time), null, false);
        }

        Step(Unit unit, long fixedNs) {
            this(unit, new FixedTime(fixedNs));
        }
    }

    Rig() {
        this(Double.POSITIVE_INFINITY);
    }

    Rig(double bandwidthBytesPerS) {
        device = new ModelledDevice(simulator, bandwidthBytesPerS);
    }

    Unit unit(int servers) {
        return unit(servers, Scheduling.FIFO, ModelledUnit.History.NONE, false);
    }

    Unit unit(int servers, Scheduling scheduling) {
        return unit(servers, scheduling, ModelledUnit.History.NONE, false);
    }

    Unit unit(int servers, Scheduling scheduling, ModelledUnit.History history, boolean anyCold) {
        Unit unit = new Unit("unit-" + units.size(), units.size(), servers, device, scheduling);
        device.add(new ModelledUnit(unit, history, anyCold));
        units.add(unit);
        return unit;
    }

    Stream stream(long budgetNs, Step... steps) {
        return stream(budgetNs, 0, new StreamStats(Long.MAX_VALUE, null, StreamStats.Lead.NONE), steps);
    }

    Stream stream(long budgetNs, int priority, StreamStats stats, Step... steps) {
        Stream stream = new Stream(
                "s" + streams.size(),
                streams.size(),
                frames,
                priority,
                steps.length,
                0,
                new Stream.Timing(budgetNs, -1, 0, 0),
                stats,
                new DeviceMemory(0, Long.MAX_VALUE));
        for (int i = 0; i < steps.length; i++) {
            Step step = steps[i];
            stream.stage(
                    i,
                    new StreamStage(stream, i, "stage-" + i, step.unit(), step.work(), step.count(), step.parallel()));
        }
        streams.add(stream);
        return stream;
    }

    /** Puts a queue in front of the first stage; frames inside it are not limited. */
    Stream queued(Stream stream, Policy policy, int capacity, WhenFull whenFull) {
        return queued(stream, policy, capacity, whenFull, Integer.MAX_VALUE);
    }

    Stream queued(Stream stream, Policy policy, int capacity, WhenFull whenFull, int insideMax) {
        stream.stages[0].queue = new StageQueue(stream.stages[0], policy, capacity, whenFull, insideMax);
        return stream;
    }

    /** Frames at a constant rate, the first at {@code phaseNs}, delivered as they start. */
    Camera periodic(Ratio fps, long phaseNs, long endNs, Stream... to) {
        return camera(Cadence.periodic(fps, phaseNs), endNs, to);
    }

    /** Frames at these instants. */
    Camera at(Stream to, long... startNs) {
        return camera(Cadence.recorded(startNs), Long.MAX_VALUE, to);
    }

    private Camera camera(Cadence cadence, long endNs, Stream... to) {
        Camera camera = new Camera(
                "camera", simulator, cadence, AT_ONCE, 0, new RandomStreams(1, 0).stream("no jitter"), null, endNs);
        camera.connect(to);
        sources.add(camera);
        starts.add(camera::begin);
        return camera;
    }

    /** {@code count} frames with these distances between them, the first after one of them. */
    void renewal(Stream to, long count, LongSupplier gapNs) {
        Activity source = new Activity() {
            private long number;

            @Override
            protected void wake(long nowNs) {
                long mine = number++;
                if (number < count) {
                    simulator.schedule(this, nowNs + gapNs.getAsLong());
                }
                to.deliver(nowNs, nowNs, mine, true);
            }
        };
        sources.add(source);
        starts.add(() -> simulator.schedule(source, gapNs.getAsLong()));
    }

    /** Does something at an instant, after everything else at that instant. */
    void doAt(long timeNs, Runnable what) {
        Activity once = new Activity() {
            @Override
            protected void wake(long nowNs) {
                what.run();
            }
        };
        extras.add(once);
        starts.add(() -> simulator.schedule(once, timeNs));
    }

    /** Notes the end of every frame of all streams made so far. */
    Rig watched() {
        for (Stream stream : streams) {
            stream.observer = new RunObserver() {
                @Override
                public void stageEnded(long nowNs, StreamStage stage, Frame frame) {}

                @Override
                public void finished(long nowNs, Stream of, Frame frame, boolean late) {
                    seen.add(new Seen(of.id, frame.number, frame.beganNs, nowNs, null));
                }

                @Override
                public void skipped(long nowNs, Stream of, Frame frame) {}

                @Override
                public void dropped(long nowNs, Stream of, Frame frame, StreamStage stage, DropReason reason) {
                    seen.add(new Seen(of.id, frame.number, frame.beganNs, nowNs, reason));
                }
            };
        }
        return this;
    }

    /** Runs up to {@code untilNs}; registration is in the order of the product's own wiring. */
    Rig run(long untilNs) {
        if (!wired) {
            wired = true;
            for (Unit unit : units) {
                for (Job server : unit.servers) {
                    simulator.register(server);
                }
            }
            for (Unit unit : units) {
                simulator.register(unit.tail).attach(simulator);
            }
            sources.forEach(simulator::register);
            extras.forEach(simulator::register);
            starts.forEach(Runnable::run);
        }
        simulator.run(untilNs);
        return this;
    }

    /** Ends of frames in milliseconds, as {@code stream#number=ms} or {@code stream#number!REASON@ms}. */
    List<String> story() {
        return seen.stream()
                .map(s -> s.stream() + "#" + s.number()
                        + (s.dropped() == null ? "=" : "!" + s.dropped() + "@")
                        + text(s.endNs()))
                .toList();
    }

    private static String text(long ns) {
        return ns % MS == 0 ? Long.toString(ns / MS) : Double.toString(ns / 1e6);
    }
}
