package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Temperatures from which the next look for a steady state begins: those at which the last one was found. What is asked about one variant
 * after another that differs little needs few looks then. For one thread.
 */
public final class Warmth {
    /** Of each device, by node; empty while nothing was found. */
    private List<double[]> degC = List.of();

    /** Nothing found yet: devices begin as their scenario says. */
    public Warmth() {}

    private Warmth(List<double[]> degC) {
        this.degC = degC;
    }

    /** The same temperatures, to go on from apart. */
    public Warmth copy() {
        return new Warmth(degC);
    }

    /** Sets the devices of a run that has not begun, where they are those of the last. */
    void give(Run run) {
        if (degC.size() != run.devices.size()) {
            return;
        }
        for (int d = 0; d < degC.size(); d++) {
            if (degC.get(d).length
                    != run.devices.get(d).profile.thermal().nodes().size()) {
                return;
            }
        }
        for (int d = 0; d < degC.size(); d++) {
            run.devices.get(d).state.setTemperatures(degC.get(d));
        }
    }

    /** Keeps the temperatures at which a run's devices stay. */
    void take(Run run) {
        List<double[]> taken = new ArrayList<>();
        for (DeviceRun device : run.devices) {
            double[] nodes = new double[device.profile.thermal().nodes().size()];
            for (int n = 0; n < nodes.length; n++) {
                nodes[n] = device.state.temperatureDegC(n);
            }
            taken.add(nodes);
        }
        degC = taken;
    }
}
