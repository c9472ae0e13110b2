package org.framebudget.devices.thermal;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * Estimated temperatures as a phone's thermal service computes them: weighted sums of nodes or sensors plus an offset, or the
 * largest of several. Sensors are worked out in order, so a sensor may use earlier ones.
 */
final class VirtualSensors {
    private final int nodes;
    private final List<String> ids = new ArrayList<>();
    private final boolean[] maximum;
    /** Per sensor: positions in {@link #valueDegC}, which holds all nodes and then all sensors. */
    private final int[][] inputs;

    private final double[][] weights;
    private final double[] offsetK;
    private final double[] valueDegC;

    VirtualSensors(String where, List<LimiterProfile.VirtualSensor> sensors, ThermalProfile thermal) {
        nodes = thermal.nodes().size();
        thermal.nodes().forEach(node -> ids.add(node.id()));
        int count = sensors.size();
        maximum = new boolean[count];
        inputs = new int[count][];
        weights = new double[count][];
        offsetK = new double[count];
        valueDegC = new double[nodes + count];
        for (int s = 0; s < count; s++) {
            LimiterProfile.VirtualSensor sensor = sensors.get(s);
            String name = where + ": sensor '" + sensor.id() + "'";
            maximum[s] = switch (sensor.formula()) {
                case "MAXIMUM" -> true;
                case "WEIGHTED" -> false;
                default ->
                    throw new InputException(name + ": formula: there is no '" + sensor.formula()
                            + "'; it must be WEIGHTED or MAXIMUM.");
            };
            if (sensor.inputs().isEmpty()
                    || (!maximum[s]
                            && sensor.weights().size() != sensor.inputs().size())) {
                throw new InputException(name + ": " + sensor.inputs().size() + " inputs and "
                        + sensor.weights().size() + " weights; it needs an input, and WEIGHTED one weight for each.");
            }
            inputs[s] = sensor.inputs().stream()
                    .mapToInt(input -> position(name, input))
                    .toArray();
            weights[s] = sensor.weights().stream().mapToDouble(w -> w.value()).toArray();
            offsetK[s] = sensor.offsetK().value();
            ids.add(sensor.id());
        }
    }

    /** Position of a node or sensor for {@link #degC}. */
    int position(String where, String id) {
        int index = ids.indexOf(id);
        if (index < 0) {
            throw new InputException(where + ": there is no thermal node or earlier sensor '" + id + "'. "
                    + Suggestions.advice(id, ids));
        }
        return index;
    }

    /** Works out every sensor. */
    void update(double[] nodeDegC) {
        System.arraycopy(nodeDegC, 0, valueDegC, 0, nodes);
        for (int s = 0; s < inputs.length; s++) {
            double value = maximum[s] ? Double.NEGATIVE_INFINITY : 0;
            for (int i = 0; i < inputs[s].length; i++) {
                double input = valueDegC[inputs[s][i]];
                value = maximum[s] ? Math.max(value, input) : value + weights[s][i] * input;
            }
            valueDegC[nodes + s] = value + offsetK[s];
        }
    }

    double degC(int position) {
        return valueDegC[position];
    }
}
