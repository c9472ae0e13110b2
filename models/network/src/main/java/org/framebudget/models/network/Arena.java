package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Memory for the tensors that an inference computes, placed as TensorFlow Lite's arena planner does: largest first, each in
 * the smallest gap that is free while it is needed, on multiples of 64 bytes; the network's inputs stay for the whole
 * inference and its outputs to its end. Scratch memory inside operators is not part of it. After
 * {@code tensorflow/lite/arena_planner.cc} and {@code simple_memory_arena.cc}, version 2.20.
 */
final class Arena {
    private static final long ALIGNMENT = 64;
    private static final int UNUSED = -1;

    private record Need(int tensor, long sizeBytes, int first, int last) {}

    private record Place(long offsetBytes, Need need) {
        long end() {
            return offsetBytes + need.sizeBytes();
        }
    }

    private Arena() {}

    /** Bytes of the arena. */
    static long peakBytes(Network network) {
        List<Need> needs = needs(network);
        int end = network.operators().size();
        needs.sort(Comparator.comparing((Need n) -> !(n.first() == 0 && n.last() == end))
                .thenComparing(Comparator.comparingLong((Need n) -> -n.sizeBytes()))
                .thenComparingInt(Need::first)
                .thenComparingInt(Need::tensor));
        List<Place> places = new ArrayList<>();
        long peak = 0;
        for (Need need : needs) {
            Place place = new Place(offset(need, places), need);
            int at = 0;
            while (at < places.size() && places.get(at).offsetBytes() <= place.offsetBytes()) {
                at++;
            }
            places.add(at, place);
            peak = Math.max(peak, place.end());
        }
        return peak;
    }

    private static List<Need> needs(Network network) {
        int count = network.tensors().size();
        int end = network.operators().size();
        int[] first = new int[count];
        int[] last = new int[count];
        Arrays.fill(first, UNUSED);
        Arrays.fill(last, UNUSED);
        for (int input : network.inputs()) {
            first[input] = 0;
            last[input] = end;
        }
        for (Operator operator : network.operators()) {
            for (int output : operator.outputs()) {
                first[output] = operator.index();
                last[output] = operator.index();
            }
            for (int input : operator.inputs()) {
                if (input >= 0 && first[input] != UNUSED) {
                    last[input] = Math.max(last[input], operator.index());
                }
            }
        }
        for (int output : network.outputs()) {
            last[output] = end;
        }
        List<Need> needs = new ArrayList<>();
        for (Tensor tensor : network.tensors()) {
            int t = tensor.index();
            if (first[t] != UNUSED && !tensor.constant() && !unpacked(network, first[t], t) && tensor.bytes() > 0) {
                needs.add(new Need(t, tensor.bytes(), first[t], last[t]));
            }
        }
        return needs;
    }

    /** Weights unpacked when the network is loaded lie elsewhere. */
    private static boolean unpacked(Network network, int maker, int tensor) {
        if (maker >= network.operators().size()) {
            return false;
        }
        Operator operator = network.operators().get(maker);
        return operator.outputs().contains(tensor)
                && operator.kind().equals("DEQUANTIZE")
                && network.input(operator, 0).constant();
    }

    private static long offset(Need need, List<Place> places) {
        long best = -1;
        long bestGap = Long.MAX_VALUE;
        long free = 0;
        for (Place place : places) {
            if (place.need().last() < need.first() || place.need().first() > need.last()) {
                continue;
            }
            long from = align(free);
            if (from + need.sizeBytes() <= place.offsetBytes() && place.offsetBytes() - from < bestGap) {
                best = from;
                bestGap = place.offsetBytes() - from;
            }
            free = Math.max(free, place.end());
        }
        return best >= 0 ? best : align(free);
    }

    private static long align(long offset) {
        return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
