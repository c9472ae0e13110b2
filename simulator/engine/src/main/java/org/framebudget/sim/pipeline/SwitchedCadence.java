package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;

/**
 * Frames of a camera whose rate is changed while it runs. A change concerns the frames that have not started. The first of them
 * starts where the camera's own cadence has a frame, so that cameras keep their places between each other, and at least an interval
 * of that cadence after the last one.
 */
final class SwitchedCadence extends Cadence {
    private final Cadence own;
    private final List<Part> parts = new ArrayList<>();

    /** Frames from {@code first} on; the cadence calls that one {@code named}. */
    private record Part(long first, Cadence cadence, long named, CameraTiming timing) {
        long startNs(long number) {
            return cadence.startNs(number - first + named);
        }

        long countBefore(long endNs) {
            return first + Math.max(0, cadence.countBefore(endNs) - named);
        }
    }

    /** A camera that still runs at its own rate. */
    SwitchedCadence(Cadence own, CameraTiming timing) {
        this.own = own;
        parts.add(new Part(0, own, 0, timing));
    }

    /**
     * Another rate from now on.
     *
     * @param timing of the frames that start from now on
     * @return number of the first frame that has not started
     */
    long change(long nowNs, Ratio rate, CameraTiming timing) {
        long first = countBefore(nowNs);
        long intervalNs = own.startNs(1) - own.startNs(0);
        long earliestNs = first == 0 ? nowNs : Math.max(nowNs, startNs(first - 1) + intervalNs);
        long named = own.countBefore(earliestNs);
        Part part = rate.equals(own.rate(Long.MAX_VALUE))
                ? new Part(first, own, named, timing)
                : new Part(first, Cadence.periodic(rate, own.startNs(named)), 0, timing);
        if (parts.get(parts.size() - 1).first == first) {
            parts.remove(parts.size() - 1);
        }
        parts.add(part);
        return first;
    }

    /** How long a frame takes to be delivered. */
    CameraTiming timing(long number) {
        return part(number).timing;
    }

    @Override
    long startNs(long number) {
        return part(number).startNs(number);
    }

    private Part part(long number) {
        int at = parts.size() - 1;
        while (parts.get(at).first > number) {
            at--;
        }
        return parts.get(at);
    }

    @Override
    long countBefore(long endNs) {
        for (int at = parts.size() - 1; at > 0; at--) {
            if (parts.get(at).startNs(parts.get(at).first) < endNs) {
                return atMost(at, parts.get(at).countBefore(endNs));
            }
        }
        return atMost(0, parts.get(0).countBefore(endNs));
    }

    private long atMost(int at, long count) {
        return at + 1 < parts.size() ? Math.min(count, parts.get(at + 1).first) : count;
    }

    @Override
    Ratio rate(long endNs) {
        return own.rate(endNs);
    }
}
