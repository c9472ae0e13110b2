package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.framebudget.sim.scenario.SweepSpec.AxisSpec;
import org.framebudget.sim.scenario.SweepSpec.Scale;

/** The points of a plan. */
final class SweepSpace implements SearchSpace {
    /** Of a longer sample so many points, evenly taken, stand for all. */
    private static final int MOST_COMPARED = 20_000;

    /** Longer lists are not looked through for their order. */
    private static final long MOST_ORDERED = 100_000;

    /** @param axes one, or all that are sampled */
    private record Coordinate(String name, List<Integer> axes, long size, boolean ordered) {}

    private final SweepPlan plan;
    private final List<Coordinate> coordinates = new ArrayList<>();
    /** Of points of the sample, in the unit cube. */
    private final List<double[]> sample = new ArrayList<>();

    private long sampleStep = 1;

    SweepSpace(SweepPlan plan) {
        this.plan = plan;
        List<Integer> sampled = new ArrayList<>();
        for (int a = 0; a < plan.axes().size(); a++) {
            Axis axis = plan.axes().get(a);
            if (axis.sampled()) {
                sampled.add(a);
            } else if (axis.size() > 1) {
                coordinates.add(new Coordinate(axis.name(), List.of(a), axis.size(), rises(axis)));
            }
        }
        if (!sampled.isEmpty()) {
            long size = plan.axes().get(sampled.get(0)).size();
            if (size > 1) {
                String names = String.join(
                        ", ",
                        sampled.stream().map(a -> plan.axes().get(a).name()).toList());
                coordinates.add(new Coordinate(names, sampled, size, false));
                readSample(sampled, size);
            }
        }
    }

    private static boolean rises(Axis axis) {
        if (!axis.numeric() || axis.size() > MOST_ORDERED) {
            return axis.numeric();
        }
        for (long v = 1; v < axis.size(); v++) {
            if (axis.number(v) < axis.number(v - 1)) {
                return false;
            }
        }
        return true;
    }

    private void readSample(List<Integer> sampled, long size) {
        sampleStep = (size + MOST_COMPARED - 1) / MOST_COMPARED;
        for (long v = 0; v < size; v += sampleStep) {
            sample.add(place(sampled, v));
        }
    }

    private double[] place(List<Integer> sampled, long value) {
        return sampled.stream()
                .mapToDouble(a ->
                        within(plan.spec().axes().get(a), plan.axes().get(a).number(value)))
                .toArray();
    }

    /** How far along its range a number is, 0 to 1. */
    private static double within(AxisSpec range, double number) {
        Double from = range.from();
        Double to = range.to();
        if (from == null || to == null) {
            return 0;
        }
        return range.scale() == Scale.LOG
                ? StrictMath.log(number / from) / StrictMath.log(to / from)
                : (number - from) / (to - from);
    }

    @Override
    public long kept() {
        return plan.kept();
    }

    @Override
    public int coordinates() {
        return coordinates.size();
    }

    @Override
    public long size(int coordinate) {
        return coordinates.get(coordinate).size();
    }

    @Override
    public String name(int coordinate) {
        return coordinates.get(coordinate).name();
    }

    @Override
    public boolean ordered(int coordinate) {
        return coordinates.get(coordinate).ordered();
    }

    @Override
    public List<Long> near(int coordinate, long value, int count) {
        List<Integer> sampled = coordinates.get(coordinate).axes();
        if (!plan.axes().get(sampled.get(0)).sampled()) {
            return List.of();
        }
        double[] here = place(sampled, value);
        return LongStream.range(0, sample.size())
                .filter(i -> i * sampleStep != value)
                .boxed()
                .sorted(Comparator.comparingDouble((Long i) -> distance2(here, sample.get(i.intValue())))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .map(i -> i * sampleStep)
                .toList();
    }

    private static double distance2(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }

    @Override
    public long value(long point, int coordinate) {
        return plan.valueOf(coordinates.get(coordinate).axes().get(0), point);
    }

    @Override
    public long with(long point, int coordinate, long value) {
        int axis = coordinates.get(coordinate).axes().get(0);
        return point + (value - plan.valueOf(axis, point)) * plan.stride(axis);
    }

    @Override
    public boolean keeps(long point) {
        return !plan.excluded(point);
    }
}
