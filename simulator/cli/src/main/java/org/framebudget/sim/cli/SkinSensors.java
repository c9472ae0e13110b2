package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.results.Timeline;

/**
 * What a skin policy looks at. Its thresholds belong to a virtual sensor, mostly a mixture of nodes, and would mean
 * nothing beside the nodes' own temperatures; so the sensor's temperature joins the timeline as a curve of its own.
 *
 * @param timeline with the policies' sensors among the temperatures
 * @param trips threshold at which each policy begins to act
 */
record SkinSensors(Timeline timeline, List<ReportInput.TripPoint> trips) {
    static SkinSensors of(RunOutcome outcome, Timeline timeline) {
        List<Timeline.DeviceSeries> devices = new ArrayList<>();
        List<ReportInput.TripPoint> trips = new ArrayList<>();
        for (int i = 0; i < outcome.profiles().size(); i++) {
            Timeline.DeviceSeries series = timeline.devices().get(i);
            Map<String, double[]> temperatures = new LinkedHashMap<>(series.temperatureDegC());
            DeviceProfile profile = outcome.profiles().get(i);
            for (LimiterProfile limiter : profile.limiters()) {
                if (limiter instanceof LimiterProfile.SkinPolicy policy) {
                    double[] sensor = temperature(policy, series.temperatureDegC());
                    Optional<String> node = nodeLike(sensor, series.temperatureDegC());
                    String name = node.orElse(policy.policySensor() + " (virtual sensor)");
                    // policies of one device mostly share their sensor
                    temperatures.putIfAbsent(name, sensor);
                    begin(policy)
                            .ifPresent(severity -> trips.add(new ReportInput.TripPoint(
                                    series.id(), name, hotDegC(policy, severity), policy.name() + " begins")));
                }
            }
            devices.add(new Timeline.DeviceSeries(
                    series.id(),
                    temperatures,
                    series.clockFraction(),
                    series.utilisation(),
                    series.powerW(),
                    series.batteryFraction(),
                    series.powerByComponentW()));
        }
        return new SkinSensors(new Timeline(timeline.windowNs(), timeline.endNs(), timeline.streams(), devices), trips);
    }

    /** The policy sensor window by window: its formula applied to the nodes' temperatures. */
    private static double[] temperature(LimiterProfile.SkinPolicy policy, Map<String, double[]> nodes) {
        Map<String, double[]> known = new LinkedHashMap<>(nodes);
        for (LimiterProfile.VirtualSensor sensor : policy.sensors()) {
            double[] values = new double[nodes.values().iterator().next().length];
            boolean maximum = sensor.formula().equals("MAXIMUM");
            Arrays.fill(values, maximum ? Double.NEGATIVE_INFINITY : 0);
            for (int k = 0; k < sensor.inputs().size(); k++) {
                double[] input = known.get(sensor.inputs().get(k));
                if (input == null) {
                    throw new IllegalStateException("The sensor " + sensor.id() + " has an unknown input.");
                }
                for (int w = 0; w < values.length; w++) {
                    values[w] = maximum
                            ? Math.max(values[w], input[w])
                            : values[w] + sensor.weights().get(k).value() * input[w];
                }
            }
            for (int w = 0; w < values.length; w++) {
                values[w] += sensor.offsetK().value();
            }
            known.put(sensor.id(), values);
        }
        double[] policySensor = known.get(policy.policySensor());
        if (policySensor == null) {
            throw new IllegalStateException("The policy sensor " + policy.policySensor() + " is unknown.");
        }
        return policySensor;
    }

    /** A sensor that says what a node says needs no curve of its own. */
    private static Optional<String> nodeLike(double[] sensor, Map<String, double[]> nodes) {
        return nodes.entrySet().stream()
                .filter(node -> Arrays.equals(node.getValue(), sensor))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The first severity at which the policy does something; higher ones show as clock steps. */
    private static OptionalInt begin(LimiterProfile.SkinPolicy policy) {
        return IntStream.range(1, policy.hotDegC().size())
                .filter(severity -> Double.isFinite(hotDegC(policy, severity)) && acts(policy, severity))
                .findFirst();
    }

    private static double hotDegC(LimiterProfile.SkinPolicy policy, int severity) {
        Sourced hot = severity < policy.hotDegC().size() ? policy.hotDegC().get(severity) : null;
        return hot == null ? Double.NaN : hot.value();
    }

    /** Whether a severity lowers a clock, or lets a power budget begin. */
    private static boolean acts(LimiterProfile.SkinPolicy policy, int severity) {
        return !policy.budgets().isEmpty()
                || policy.stateLimits().stream()
                        .anyMatch(limit -> severity < limit.bySeverity().size()
                                && limit.bySeverity().get(severity).value() > 0);
    }
}
