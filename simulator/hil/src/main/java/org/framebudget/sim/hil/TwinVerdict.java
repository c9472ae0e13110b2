package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.framebudget.sim.results.Twin;
import org.jspecify.annotations.Nullable;

/** Whether runs on hardware did as was predicted, in a few sentences: how far off they were, and what was not compared. */
final class TwinVerdict {
    private static final String LATENCY = "latency_";

    private final List<Of> all = new ArrayList<>();
    private final List<Twin.Stream> streams;
    private final List<TwinMaker.Real> runs;
    private final int valid;

    private record Of(Twin.Stream stream, Twin.Quantity quantity) {
        boolean latency() {
            return quantity.name().startsWith(LATENCY);
        }

        boolean compared() {
            return quantity.error() != null;
        }

        double off() {
            Double error = quantity.error();
            return error == null ? 0 : Math.abs(error);
        }

        boolean widened() {
            Double spread = quantity.spread();
            return spread != null && spread > 0 && quantity.limit() == TwinMaker.OF_SPREAD * spread;
        }
    }

    /** @param valid of the runs */
    TwinVerdict(List<Twin.Stream> streams, List<TwinMaker.Real> runs, int valid) {
        this.streams = streams;
        this.runs = runs;
        this.valid = valid;
        streams.forEach(stream -> stream.quantities().forEach(quantity -> all.add(new Of(stream, quantity))));
    }

    boolean holds() {
        return valid > 0 && differs() == null && anyLatency();
    }

    private @Nullable Of differs() {
        return all.stream().filter(each -> !each.quantity().holds()).findFirst().orElse(null);
    }

    private boolean anyLatency() {
        return all.stream().anyMatch(each -> each.latency() && each.compared());
    }

    String words() {
        if (valid == 0) {
            return "Nothing is said of the twin: "
                    + (runs.size() == 1 ? "the run is not valid" : "none of " + runs.size() + " runs is valid")
                    + ", since " + runs.get(0).hardware().why() + ".";
        }
        Of out = differs();
        if (out != null) {
            Twin.Quantity first = out.quantity();
            return "The twin does not hold: " + name(out) + " is "
                    + (first.real() == null ? "not known" : TwinText.number(first.real())) + ", predicted "
                    + (first.predicted() == null ? "is none" : "was " + TwinText.number(first.predicted())) + "."
                    + widened()
                    + notCompared()
                    + fewRuns();
        }
        if (!anyLatency()) {
            return "Nothing is said of the twin: no latency can be compared, since too few frames gave a result.";
        }
        return "The twin holds: latencies and rates within "
                + worst(each -> each.quantity().relative(), "%.1f %%", 100) + ", late and dropped frames within "
                + worst(each -> !each.quantity().relative(), "%.3f", 1) + "." + widened() + notCompared() + fewRuns();
    }

    /** The largest error, and of what. */
    private String worst(Predicate<Of> which, String format, double times) {
        double most = 0;
        String where = "";
        for (Of each : all) {
            if (which.test(each) && each.off() > most) {
                most = each.off();
                where = " (" + name(each) + ")";
            }
        }
        return String.format(Locale.ROOT, format, times * most) + where;
    }

    /** Limits that are the runs' spread and not those of the kind. */
    private String widened() {
        List<String> wide = all.stream()
                .filter(Of::widened)
                .map(each -> name(each) + " to "
                        + (each.quantity().relative()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.1f %%",
                                        100 * each.quantity().limit())
                                : String.format(
                                        Locale.ROOT, "%.3f", each.quantity().limit())))
                .toList();
        return wide.isEmpty()
                ? ""
                : " The spread of " + valid + " runs widens limits: " + String.join(", ", wide) + ".";
    }

    private String notCompared() {
        List<String> left = all.stream()
                .filter(each -> !each.compared() && each.quantity().holds())
                .map(this::name)
                .toList();
        return left.isEmpty() ? "" : " Not compared, since there are too few results: " + String.join(", ", left) + ".";
    }

    private String fewRuns() {
        return valid >= TwinMaker.RUNS_THAT_COUNT
                ? ""
                : " It rests on " + (valid == 1 ? "1 valid run" : valid + " valid runs") + ", not on the median of "
                        + TwinMaker.RUNS_THAT_COUNT + ".";
    }

    /** Without its unit. */
    private String name(Of each) {
        String label = Twin.label(each.quantity().name());
        int comma = label.indexOf(',');
        return (comma < 0 ? label : label.substring(0, comma))
                + (streams.size() == 1 ? "" : " of " + each.stream().id());
    }
}
