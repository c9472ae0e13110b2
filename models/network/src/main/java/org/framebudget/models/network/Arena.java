package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Memory for the tensors that an inference computes, placed as TensorFlow Lite's arena planner does: what is needed from
 * begin to end first, then the largest first, each in the smallest gap that is free while it is needed, on multiples of 64
 * bytes. The network's inputs stay for the whole inference and its outputs to its end; some operators write their result
 * over an input, see {@link #owners}. Variables, unpacked weights and scratch memory inside operators are not part of it.
 * Results of one operator that are equally large have no order there; here the one with the lower index comes first.
 * After {@code tensorflow/lite/arena_planner.cc} and {@code simple_memory_arena.cc}, version 2.20.
 */
final class Arena {
    private static final long ALIGNMENT = 64;
    private static final int NOT_MADE = -1;
    private static final int TO_THE_END = Integer.MAX_VALUE;

    /** Results up to this size are never written over an input, since a resize could change how they broadcast. */
    private static final long SMALL_BYTES = 4;

    /** Where a tensor lies, and from which operator to which. */
    record Place(int tensor, long offsetBytes, long sizeBytes, int first, int last) {}

    private final Network network;
    private final StoredTensors stored;

    /** Who reads each tensor, how often; the network's outputs, and its inputs, are read once more. */
    private final int[] reads;

    private final boolean[] output;

    /** Made by an operator, and not given from outside or kept from the inference before. */
    private final boolean[] made;

    private Arena(Network network) {
        int count = network.tensors().size();
        this.network = network;
        this.stored = new StoredTensors(network);
        this.reads = new int[count];
        this.output = new boolean[count];
        this.made = new boolean[count];
        network.inputs().forEach(tensor -> reads[tensor]++);
        network.outputs().forEach(tensor -> {
            reads[tensor]++;
            output[tensor] = true;
        });
        for (Operator operator : network.operators()) {
            operator.inputs().stream().filter(tensor -> tensor >= 0).forEach(tensor -> reads[tensor]++);
            operator.outputs().forEach(tensor -> made[tensor] = true);
        }
    }

    /** Bytes of the arena. */
    static long peakBytes(Network network) {
        return places(network).stream()
                .mapToLong(place -> place.offsetBytes() + place.sizeBytes())
                .max()
                .orElse(0);
    }

    /** Every tensor that has a place of its own, in the order of placing. */
    static List<Place> places(Network network) {
        return new Arena(network).place();
    }

    /**
     * The tensor whose memory each tensor uses: its own, or that of the input that its operator writes over. An operator
     * that changes numbers does so only where sizes agree and nobody else reads that input.
     */
    private int[] owners() {
        int[] owner = new int[reads.length];
        Arrays.setAll(owner, t -> t);
        for (Operator operator : network.operators()) {
            boolean moves = movesOnly(operator);
            int shareable = moves ? 1 : overwrites(operator);
            if (shareable == 0 || operator.outputs().isEmpty()) {
                continue;
            }
            int result = operator.outputs().get(0);
            for (int place = 0; place < Math.min(shareable, operator.inputs().size()); place++) {
                int from = operator.inputs().get(place);
                if (from >= 0 && canShare(from, result, moves)) {
                    boolean readElsewhere = !moves && reads[owner[from]] > 1;
                    owner[result] = readElsewhere ? result : owner[from];
                    break;
                }
            }
        }
        return owner;
    }

    private boolean canShare(int from, int result, boolean moves) {
        long bytes = network.tensor(result).bytes();
        boolean fits = network.tensor(from).bytes() == bytes && (moves || bytes > SMALL_BYTES && reads[from] <= 1);
        return fits && made[from] && !output[result] && stored.source(from) == null;
    }

    /** Gives the same numbers another shape. */
    private static boolean movesOnly(Operator operator) {
        return switch (operator.kind()) {
            case "RESHAPE", "SQUEEZE", "EXPAND_DIMS", "BITCAST" -> true;
            default -> false;
        };
    }

    /** How many of its first inputs an operator may write its result over. */
    private static int overwrites(Operator operator) {
        return switch (operator.kind()) {
            case "ADD", "SUB", "MUL", "DIV" -> 2;
            case "SOFTMAX", "DYNAMIC_UPDATE_SLICE" -> 1;
            default -> 0;
        };
    }

    private List<Place> place() {
        Placer placer = new Placer(reads.length);
        List<Place> needs = needs();
        needs.sort(Comparator.comparing((Place n) -> !isWhole(n))
                .thenComparingLong(n -> isWhole(n) ? n.tensor() : -n.sizeBytes())
                .thenComparingInt(Place::first)
                .thenComparingInt(Place::tensor));
        List<Place> places = new ArrayList<>();
        for (Place need : needs) {
            places.add(placer.place(need));
        }
        return places;
    }

    private static boolean isWhole(Place need) {
        return need.first() == 0 && need.last() == TO_THE_END;
    }

    /** Tensors to place, at offset 0. */
    private List<Place> needs() {
        int[] owner = owners();
        int[] readsLeft = new int[reads.length];
        int[] first = new int[reads.length];
        int[] last = new int[reads.length];
        Arrays.fill(first, NOT_MADE);
        Arrays.fill(last, TO_THE_END);
        network.inputs().forEach(tensor -> first[tensor] = 0);
        for (int t = 0; t < reads.length; t++) {
            readsLeft[owner[t]] += reads[t];
        }
        for (Operator operator : network.operators()) {
            for (int made : operator.outputs()) {
                first[made] = first[made] == NOT_MADE ? operator.index() : first[made];
            }
            for (int read : operator.inputs()) {
                // what is never read, inputs and outputs stay to the end
                if (read >= 0 && --readsLeft[owner[read]] == 0) {
                    last[owner[read]] = operator.index();
                }
            }
        }
        List<Place> needs = new ArrayList<>();
        for (Tensor tensor : network.tensors()) {
            int t = tensor.index();
            if (first[t] != NOT_MADE && owner[t] == t && stored.source(t) == null && tensor.bytes() > 0) {
                needs.add(new Place(t, 0, tensor.bytes(), first[t], last[t]));
            }
        }
        return needs;
    }

    /** The places that are taken, by offset. */
    private static final class Placer {
        private final long[] begins;
        private final long[] ends;
        private final int[] firsts;
        private final int[] lasts;
        private int count;

        Placer(int capacity) {
            begins = new long[capacity];
            ends = new long[capacity];
            firsts = new int[capacity];
            lasts = new int[capacity];
        }

        Place place(Place need) {
            long offset = offset(need);
            int at = Arrays.binarySearch(begins, 0, count, offset);
            at = at < 0 ? -at - 1 : at;
            while (at < count && begins[at] == offset) {
                at++;
            }
            System.arraycopy(begins, at, begins, at + 1, count - at);
            System.arraycopy(ends, at, ends, at + 1, count - at);
            System.arraycopy(firsts, at, firsts, at + 1, count - at);
            System.arraycopy(lasts, at, lasts, at + 1, count - at);
            begins[at] = offset;
            ends[at] = offset + need.sizeBytes();
            firsts[at] = need.first();
            lasts[at] = need.last();
            count++;
            return new Place(need.tensor(), offset, need.sizeBytes(), need.first(), need.last());
        }

        private long offset(Place need) {
            long best = -1;
            long bestGap = Long.MAX_VALUE;
            long free = 0;
            for (int p = 0; p < count && bestGap > 0; p++) {
                if (lasts[p] < need.first() || firsts[p] > need.last()) {
                    continue;
                }
                long from = align(free);
                if (from + need.sizeBytes() <= begins[p] && begins[p] - from < bestGap) {
                    best = from;
                    bestGap = begins[p] - free;
                }
                free = Math.max(free, ends[p]);
            }
            return best >= 0 ? best : align(free);
        }

        private static long align(long offset) {
            return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }
}
